"""The annual report: what to count, the preview as it will leave, the check, the export."""
