"""The software bill of materials: ``python -m tests.security.sbom > vmboard.cdx.json``.

CycloneDX 1.6, one component for each package of the lock, with its licence as the installed package states it.
Needs no internet. The same lock gives the same bytes.
"""

import json
import sys
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from tests.security.audit import LOCK, pins

NOT_INSTALLED = "Not installed here, so its licence is not known: "


def bill(lock: str) -> dict[str, Any]:
    """The document. Packages that are not installed stand in it without a licence."""
    project = tomllib.loads((LOCK.parent / "pyproject.toml").read_text("utf-8"))["project"]
    parts = [_component(name, version) for name, version in sorted(pins(lock).items())]
    ours = f"pkg:generic/{project['name']}@{project['version']}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ours + lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": ours, "name": project["name"], "version": project["version"],
                "description": project["description"], "licenses": [{"license": {"id": project["license"]}}],
            },
        },
        "components": parts,
        "dependencies": [{"ref": ours, "dependsOn": [part["bom-ref"] for part in parts]}],
    }  # fmt: skip


def _component(name: str, version: str) -> dict[str, Any]:
    address = f"pkg:pypi/{name}@{version}"
    part: dict[str, Any] = {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}
    licence = _licence(name)
    return part | ({"licenses": [licence]} if licence else {})


def _licence(name: str) -> dict[str, Any] | None:
    """As the package says: an SPDX expression where it has one, else the words it uses."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return {"expression": expression}
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    words = " / ".join(classes) or (told.get("License") or "").partition("\n")[0]
    return {"license": {"name": words}} if words else None


def main() -> None:
    document = bill(LOCK.read_text("utf-8"))
    print(json.dumps(document, indent=2, ensure_ascii=False))
    if missing := [part["name"] for part in document["components"] if "licenses" not in part]:
        print(NOT_INSTALLED + ", ".join(missing), file=sys.stderr)


if __name__ == "__main__":
    main()
