"""What holds the scripts together without a build step: modules that find each other, and two files sent as one."""

import re

from vmboard.settings import ROOT
from vmboard.ui import wake
from vmboard.web import assets

COMPONENTS = ROOT / "vmboard" / "ui" / "components"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w.]+)";', re.M)
TOP_LEVEL = re.compile(r"^(?:async )?(?:const|let|var|class|function) (\w+)|^const \w+ = [^;]*?, (\w+) =", re.M)


def test_every_import_finds_its_file_and_what_it_takes_from_it() -> None:
    """A page fetches them as they are: a name that is not there would be found out on the ward."""
    lost = []
    for path in COMPONENTS.glob("*.js"):
        for names, file in IMPORT.findall(path.read_text("utf-8")):
            target = COMPONENTS / file
            there = target.read_text("utf-8") if target.is_file() else ""
            for name in re.split(r",\s*", names.strip()):
                taken = name.split(" as ")[0]
                if not re.search(rf"^export [\w ]*?\b{taken}\b|^export const [^;]*\b{taken} =", there, re.M):
                    lost.append(f"{path.name}: {taken} of {file}")
    assert lost == []


def test_what_wakes_a_page_stands_in_one_script_without_imports() -> None:
    """It must work when the server is gone, so it cannot fetch its parts; and no name may be there twice."""
    names = [name for found in TOP_LEVEL.findall(wake._JS) for name in found if name]
    assert not re.search(r"^import |^export (?!default)", wake._JS, re.M)
    assert "Drafts" in names and len(names) == len(set(names))


def test_a_walls_script_is_its_rules_and_then_what_uses_them() -> None:
    script = assets.content("wall.js").decode()
    assert script.index("var wallRules") < script.index("}(wallRules));")
    assert "import " not in script and "=>" not in script


def test_every_script_is_checked() -> None:
    scripts = [*COMPONENTS.glob("*.js"), *(ROOT / "vmboard" / "render").glob("*.js")]
    assert [path.name for path in scripts if not path.read_text("utf-8").startswith("// @ts-check\n")] == []
