"""How the expression model came to be: in numbers, as its card for machines keeps them, and in words."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAME = "face_expression"
COMMAND = "make evaluate ARGS=faces"
SLOWER_WITHOUT_BFLOAT16 = 1.6


@dataclass(frozen=True, slots=True)
class Training:
    """How the model came to be, in numbers; kept in the card for machines.

    `held` pictures were kept apart for the temperature, of which `held_clear` have a clear majority; `held_float` and
    `held_int8` are the shares right on those. `wild` is how many news photographs were looked at without their labels.
    `passes` is how often each training in turn went over the pictures.
    """

    weights: int
    mirrored: bool
    trained: int
    wild: int
    held: int
    held_clear: int
    found: float
    held_float: float
    held_int8: float
    passes: tuple[int, ...]
    cpu_hours: float


def read_training(models: Path) -> Training | None:
    """From the card for machines, as the training wrote it; None where it does not say."""
    card = tomllib.loads((models / f"{NAME}.toml").read_text(encoding="utf8"))
    if "training" not in card:
        return None
    told = card["training"]
    return Training(**{**told, "passes": tuple(told["passes"])})


def training_in_words(training: Training) -> str:
    """What the card for people ends with: how the model was trained, whose the data are, and where it errs."""
    news = (
        f"{training.wild:,} news photographs were looked at without their labels; of half of the persons, none was."
        if training.wild
        else "The news photographs were not there."
    )
    first, *again = training.passes
    minutes = training.cpu_hours * 60 / 2
    slower = minutes * SLOWER_WITHOUT_BFLOAT16
    return f"""## How it was trained

`python -m tools.train.faces`, {training.cpu_hours:.2f} CPU hours with bfloat16 in the processor, so about
{minutes:.0f} minutes on two free cores; without bfloat16 about {slower:.0f}. Five minutes more go into the face path
and into what the network says itself.
{training.trained:,} pictures of the FER+ training part; {training.held:,} more were kept apart, none of which nearly
repeats a trained one, for the temperature and for watching. {news}

- Every picture went through the face path first (a face was found in {training.found:.1%} of them); a quarter of what
  the network saw was left unaligned, later a tenth, because a face that is not found is read as it is.
- Targets are the shares of votes; a single stray vote counts as a slip, votes for "unknown" and "not a face" are
  dropped. Disgust, fear and contempt came 1.6 times as often.
- A network of 1.2 million weights learnt from the votes in {first} passes. Then it was made slimmer and went on, in
  {len(again)} more trainings of {_listed(again)} passes, half of each answer being what it had said itself when the one
  before was over. Beside the emotion it learns where brows, lids, nose and lips lie.
- Pictures were varied as a care home varies them: light from one side or from behind, dim and grainy pictures, blur,
  JPEG, glasses, hands at the mouth, turned and tilted heads, covered patches. In all but the first two
  trainings half of them were only moved and tilted: by then the network was hardly more often right on what it had
  learnt than on what it had never seen.
- The four trainings ran one after another, with a pause between, each kept as `--work` keeps it; the last two took
  43 and 45 minutes on one core. All but the first end by the clock at the latest (`minutes` in `tools/train/faces.py`),
  so a slower machine makes fewer passes.
- Measured on the pictures kept apart before the third training, and left out: several networks as teachers (two and
  three together were right on 0.874 and 0.872, the best of them alone on 0.876; nothing was trained so), and a third
  view beside the mirror image (0.875 to 0.879 where two views reach 0.876, at half the price again).
- The weights are an average over the last steps. Nothing was chosen on the validation part: only
  `{COMMAND}` reads it, and for this network it was read once, when all was done.

## Data and licence

The votes are Microsoft's FER+ (MIT). The photographs are FER2013's: gathered by web image search for a research
competition, with no licence stated for them; they are research data and no part of this project. The news photographs
are from the collection muxspace/facial_expressions (Apache-2.0; the photographs are third parties'), and no part of
this project either. The weights are ours, Apache-2.0.

## Known limits

- Contempt and disgust are rare in the data and seldom recognised; fear is often taken for surprise, sadness for
  neutral.
- Few old people are in the data. The table above is what can be said of them; its labels are doubtful and its
  intervals wide. Nothing is known of people with dementia, palsy or facial paralysis.
- Behind a hand, out of focus and in the dark it is less often right, as the table above says.
- The split is by near repetition of pictures, not by person: FER2013 does not say who is who.
- One picture, no context. A face that shows something is not a person who feels it.
"""


def _listed(numbers: Sequence[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last
