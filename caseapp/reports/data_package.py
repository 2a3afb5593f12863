"""`datapackage.json`: what stands in the CSV files, as a Frictionless Tabular Data Package (version 1).

Source: specs.frictionlessdata.io, Tabular Data Package and Table Schema v1. What that standard has no word for
(universe, hierarchy, rounding) stands in each resource's own `caseapp` block; the attacker reads it from there.
"""

from dataclasses import asdict

from caseapp.disclosure.safe import SafeTable
from caseapp.disclosure.tables import Dimension
from caseapp.reports.release import Release
from caseapp.reports.wording import period_words

Plain = dict[str, object]


def table_path(table_id: str) -> str:
    """Where a table's figures stand in a release folder."""
    return f"tables/{table_id}.csv"


def labels_path(dimension_id: str) -> str:
    """Where a dimension's labels stand in a release folder."""
    return f"labels/{dimension_id}.csv"


def data_package(release: Release) -> Plain:
    """The descriptor of a whole release."""
    return {
        "profile": "tabular-data-package",
        "name": release.name,
        "id": release.name,
        "title": release.title,
        "description": _description(release),
        "version": release.specification_version,
        "created": release.made_at.isoformat(),
        "contributors": [{"title": release.service, "role": "publisher"}],
        "resources": [
            *(_table_resource(table) for table in release.tables),
            *(_labels_resource(dimension) for dimension in release.dimensions),
        ],
        "caseapp": {
            "format": 1,
            "definition_version": release.definition_version,
            "data_cut": release.data_cut.isoformat(),
            "policy": release.certificate.policy.id,
        },
    }


def _description(release: Release) -> str:
    """What it is, where and when; a release without a subtitle begins with the place."""
    period = f"{release.place}, {period_words(release.period_from, release.period_to)}."
    return f"{release.subtitle} {period}".strip()


def _resource(name: str, path: str, title: str, schema: Plain) -> Plain:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _table_resource(table: SafeTable) -> Plain:
    fields: list[Plain] = [
        {
            "name": each.id,
            "title": each.label,
            "type": "string",
            "constraints": {"required": True, "enum": list(each.keys)},
        }
        for each in table.dimensions
    ]
    fields += [
        {"name": "measure", "type": "string", "constraints": {"required": True, "enum": [table.measure]}},
        {"name": "value", "type": "integer", "constraints": {"minimum": 0}},
        {
            "name": "status",
            "type": "string",
            "description": "empty = shown; c = hidden for confidentiality; z = not applicable; x = not available",
            "constraints": {"enum": ["c", "z", "x"]},
        },
    ]
    ids = [each.id for each in table.dimensions]
    schema: Plain = {
        "fields": fields,
        "missingValues": [""],
        "primaryKey": [*ids, "measure"],
        "foreignKeys": [
            {"fields": each, "reference": {"resource": _labels_name(each), "fields": "code"}} for each in ids
        ],
    }
    return {
        **_resource(table.id, table_path(table.id), table.title, schema),
        "description": table.definition,
        "caseapp": _linking(table),
    }


def _linking(table: SafeTable) -> Plain:
    """What ties a table to others, for whoever attacks or adds up the figures."""
    return {
        "table": table.id,
        "universe": table.universe,
        "subset_of": table.subset_of,
        "part_in": asdict(table.part_in) if table.part_in else None,
        "period": {"from": table.period_from.isoformat(), "to": table.period_to.isoformat()},
        "place": table.place,
        "measure": table.measure,
        "dimensions": [
            {
                "id": each.id,
                "total": each.total,
                "hierarchy": each.hierarchy,
                "sensitive": each.sensitive,
                "includes": each.includes,
                "neutral": list(each.neutral),
            }
            for each in table.dimensions
        ],
        "multi": [each.id for each in table.dimensions if each.multi],
        "rounding": table.rounding,
        "least_shown": table.policy.threshold,
        "least_others": table.published().least_others,
        "definition": table.definition,
    }


def _labels_name(dimension_id: str) -> str:
    return f"labels-{dimension_id}"


def _labels_resource(dimension: Dimension) -> Plain:
    codes = list(dimension.keys)
    schema: Plain = {
        "fields": [
            {"name": "code", "type": "string", "constraints": {"required": True, "unique": True, "enum": codes}},
            {"name": "label", "type": "string", "constraints": {"required": True}},
            {"name": "parent", "type": "string", "constraints": {"enum": codes}},
        ],
        "missingValues": [""],
        "primaryKey": ["code"],
        "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "code"}}],
    }
    return _resource(_labels_name(dimension.id), labels_path(dimension.id), f"Labels: {dimension.label}", schema)
