"""The example service: an invented, repeatable Kent service, made through the same use cases as the window uses."""

from caseapp.services.example.build import build

__all__ = ["build"]
