"""Make a journal of any size, of realistic entries over twenty years from a fixed seed, and the same text for jrnl.

python benchmarks/journal.py SIZE FOLDER
"""

import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

from portrait_cli.core.entry import Block, Entry, Heading, Placement, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.entry_file_name import entry_id
from portrait_cli.core.portrait import Attribute, Portrait
from portrait_cli.core.titles import dated
from portrait_cli.formats import entry_file, portrait_file

ROOT = Path(__file__).parent.parent
SEED = 20261123
LAST = datetime(2026, 11, 20, 17, 30)  # noqa: DTZ001  # an entry's date is local
YEARS = 20
WORDS = """
families teachers students bus schedule reading math recess library principal coach meeting agenda question plan
Tuesday lunch hallway email phone list budget union board policy grade sixth seventh algebra garden music art
listened asked heard told moved changed tried dropped kept started stopped noticed wrote called visited thanked
early late again together alone fairly kindly slowly twice first next before after during because when while
two three several every some most the a an our their my this that those people children office front door room
"""
_WORDS = WORDS.split()


def sentence(chance: random.Random) -> str:
    """Make words that look like a sentence."""
    said = [chance.choice(_WORDS) for _ in range(chance.randint(6, 18))]
    return f"{' '.join(said).capitalize()}."


def text(chance: random.Random, most: int) -> str:
    """Make a few sentences."""
    return " ".join(sentence(chance) for _ in range(chance.randint(1, most)))


def entry(portrait: Portrait, at: datetime, chance: random.Random, plans: list[Plan]) -> Entry:
    """Make one entry: most are check-ins on one attribute, some are notes, a few go through the whole portrait.

    The plan made last is told of in the next session.
    """
    told = [PlanOutcome(plan.id, plan.sentence, "kept", "Kept", sentence(chance)) for plan in plans]
    kind = chance.choices(("check-in", "note", "whole-portrait"), (60, 25, 15))[0]
    if kind == "note":
        chosen: tuple[Attribute, ...] = ()
        blocks: list[Block] = [Prose(text(chance, 6))]
    else:
        chosen = portrait.attributes if kind == "whole-portrait" else (chance.choice(portrait.attributes),)
        blocks = [block for attribute in chosen for block in sat_on(portrait, attribute, chance)]
        blocks = [*told, *blocks]
        if chance.random() < 1 / 3:
            token = f"{chance.getrandbits(32):08x}"
            then = sentence(chance).removesuffix(".")
            plans[:] = [Plan(token, chosen[0].id, "the week begins", then, at.date())]
            blocks += [Heading("Next step"), *plans]
        else:
            plans.clear()
    return Entry(
        id=entry_id(at, kind, tuple(attribute.id for attribute in chosen)),
        written=at,
        utc_offset="-06:00",
        title=dated(kind.replace("-", " ").capitalize(), at),
        time_zone="America/Chicago",
        portrait=portrait.id,
        portrait_version=portrait.version,
        guide="" if kind == "note" else kind,
        role="building-leader",
        attributes=tuple(attribute.id for attribute in chosen),
        tags=tuple(f"portrait/{attribute.id}" for attribute in chosen),
        minutes=chance.randint(2, 12),
        blocks=tuple(blocks),
    )


def sat_on(portrait: Portrait, attribute: Attribute, chance: random.Random) -> list[Block]:
    """Make what is said about one attribute: an answer or two, and a level."""
    scale = portrait.scales[0]
    level = chance.choice(scale.levels)
    prompts = chance.sample([prompt for prompt in attribute.prompts if not prompt.roles], chance.randint(1, 2))
    return [
        Heading(attribute.name, attribute.id),
        *(Response(f"{attribute.id}.{prompt.id}", prompt.text, text(chance, 3)) for prompt in prompts),
        Placement(
            attribute.id,
            scale.question,
            level.id,
            level.name,
            " ".join(attribute.levels[level.id]),
            scale=scale.reference,
            levels=tuple(known.id for known in scale.levels),
        ),
    ]


def make(folder: Path, size: int) -> None:
    """Write a journal of so many entries below a folder, and the same text as a jrnl journal."""
    chance = random.Random(SEED)  # noqa: S311  # the same entries each time
    portrait, _ = portrait_file.load((ROOT / "data/attributes.yaml").read_bytes(), "attributes.yaml")
    plans: list[Plan] = []
    step = timedelta(days=365.25 * YEARS) / size
    with (folder / "jrnl.txt").open("w", encoding="utf-8") as other:
        for number in range(size):
            at = (LAST - step * (size - 1 - number)).replace(microsecond=0)
            made = entry(portrait, at, chance, plans)
            path = folder / "journal" / f"{at:%Y}" / f"{made.id}-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            written = entry_file.dump(made)
            path.write_text(written.replace(f"id: {made.id}\n", f"id: {path.stem}\n"), encoding="utf-8")
            said = "\n".join(one.text for one in made.blocks if isinstance(one, Response | Prose))
            other.write(f"[{at:%Y-%m-%d %H:%M}] {made.title}\n{said}\n\n")
    (folder / "jrnl.yaml").write_text(
        f"journals:\n  default: {folder / 'jrnl.txt'}\nversion: v4.6\ndefault_hour: 9\ndefault_minute: 0\n"
        "highlight: false\nencrypt: false\neditor: ''\ntemplate: false\nlinewrap: 79\ntagsymbols: '@'\n"
        "timeformat: '%Y-%m-%d %H:%M'\nindent_character: '|'\ncolors:\n  body: none\n  date: none\n  tags: none\n"
        "  title: none\n",
        encoding="utf-8",
    )
    (folder / "answers.yaml").write_text(
        "answers:\n  advocacy.left-out: Families without email.\n  advocacy.level: growing\n", encoding="utf-8"
    )


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
