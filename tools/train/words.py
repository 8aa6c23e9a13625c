"""Trains the feeling in words and writes models/words_feeling.tflite and its card for machines.

    python -m tools.train.words --work .cache/words                     # everything
    python -m tools.train.words --work .cache/words --passes 3 6 1 3    # fewer passes

What is learnt is kept in the folder `--work` and not learnt again; remove a file of it to learn that part anew.

Readers of several kinds learn GoEmotions' train part (`words_readers`). How they are put together, and the thresholds,
are fitted to what readers of the same kinds say of texts of it that they did not learn from (`words_together`). The dev
part judges them and their certainty; when that is done, the readers that ship learn it, too. Valence, arousal and irony
are learnt beside, from EmoBank and iSarcasmEval (`words_affect`). No test part is touched.
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.words.feeling import NAME
from tools.train import words_corpus, words_data
from tools.train.words_affect import learn_affect
from tools.train.words_card import Training, write_machine_card
from tools.train.words_corpus import Corpus
from tools.train.words_finishing import assemble, judge, strongest, write
from tools.train.words_fitting import fit_shares
from tools.train.words_readers import NAMES, SEED, Passes, School, readings
from tools.train.words_together import (
    Fitted,
    Readers,
    f1_of,
    logits_apart,
    mean_precision,
    surprise,
    thresholds_of,
)

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]


def say(line: str) -> None:
    print(line, flush=True)


def corpus_in(work: Path) -> Corpus:
    """The texts as numbers, read anew unless they are kept."""
    if not (kept := work / "corpus.npz").exists():
        words_corpus.save(words_corpus.gather(SEED), kept)
    return words_corpus.load(kept)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds for readers of these kinds, whichever texts they learn: `fitted`, `thresholds` (28,).

    `within` is macro-F1 within the train part, by readers who had not seen the text.
    """

    fitted: Fitted
    thresholds: Doubles
    within: float


def choose(told: Doubles, truth: Bools) -> Chosen:
    """From what the readers say (readers, n, 28) of texts of the train part that they did not learn from."""
    apart = logits_apart(told, truth)
    half = np.random.default_rng(SEED).random(len(truth)) < 0.5
    halves = [f1_of(apart[~one], truth[~one], thresholds_of(apart[one], truth[one])) for one in (half, ~half)]
    say(
        f"train, by readers who had not seen the text: macro-F1 {np.mean(halves):.4f}, each half with the other's "
        f"thresholds, mean average precision {mean_precision(apart, truth):.4f}, log loss {surprise(apart, truth):.4f}"
    )
    return Chosen(Fitted.to(told, truth), thresholds_of(apart, truth), float(np.mean(halves)))


def cut(corpus: Corpus, readers: Readers) -> tuple[Corpus, Readers]:
    """Both with as many pieces as the file has room for."""
    table = readers.each["table"]
    assert isinstance(table, np.ndarray)
    staying = strongest(table, len(corpus.vocabulary.words))
    return corpus.fewer(staying), readers.fewer(staying)


def _judge(corpus: Corpus, readers: Readers, told: Doubles, truth: Bools, thresholds: Doubles) -> None:
    """What each reader and all together are worth on dev, which none of them nor their fitting has seen."""
    dev, fitted = corpus.dev.targets > 0, readers.fitted
    each = np.array([readings(reader, corpus.dev) for reader in readers.each.values()], np.float64)
    found: dict[str, tuple[Doubles, Doubles]] = {}
    for place, name in enumerate(NAMES):
        shares, offset = fit_shares(told[[place]], truth)
        alone = told[place] * shares[0] + offset
        found[name] = each[place] * shares[0] + offset, thresholds_of(alone, truth)
    added = (told * fitted.shares[:, None]).sum(axis=0) + fitted.offset
    found["added up"] = (each * fitted.shares[:, None]).sum(axis=0) + fitted.offset, thresholds_of(added, truth)
    found["labels beside each other"] = fitted.logits(each), thresholds
    for name, (logits, lines) in found.items():
        say(
            f"dev, {name:<25} macro-F1 {f1_of(logits, dev, lines):.4f}, "
            f"mean average precision {mean_precision(logits, dev):.4f}, log loss {surprise(logits, dev):.4f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the feeling in words and write models/words_feeling.*")
    parser.add_argument(
        "--passes", type=int, nargs=4, metavar="N", help="of table, convolutions, other sets, attention"
    )
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    parser.add_argument(
        "--work", type=Path, required=True, metavar="FOLDER", help="keeps what is learnt, so that it can go on later"
    )
    wanted = parser.parse_args()
    wanted.work.mkdir(parents=True, exist_ok=True)
    if not words_data.GOEMOTIONS.exists():
        say("GoEmotions is not there: goemotions/ is looked for in ../shared/data")
        return 1
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    corpus = corpus_in(wanted.work)
    say(f"{corpus.texts:,} texts to learn from, {corpus.dropped} left out; {corpus.pieces - 1:,} pieces known")
    passes = Passes(*wanted.passes) if wanted.passes else Passes()
    school = School.of(corpus, passes, wanted.work, say)
    third = words_corpus.thirds_of(words_data.learnt_from()[0].texts)
    truth = corpus.train.targets[: corpus.texts] > 0
    told = np.array([school.strangers(name, corpus, third) for name in NAMES], np.float64)
    chosen = choose(told, truth)

    readers = Readers({name: school.whole(name, corpus, dev_too=False) for name in NAMES}, chosen.fitted)
    _judge(corpus, readers, told, truth, chosen.thresholds)
    known, readers = cut(corpus, readers)
    affect = learn_affect(known, readers, say)
    weights = assemble(readers, affect)
    found = judge(known, weights, chosen.thresholds, affect.irony_from, wanted.work / "judged", say)

    readers = Readers({name: school.whole(name, corpus, dev_too=True) for name in NAMES}, chosen.fitted)
    known, readers = cut(corpus, readers)
    affect = learn_affect(known, readers, say)
    weights = assemble(readers, affect)
    write(known, weights, chosen.thresholds, found.sure, affect.irony_from, wanted.models)
    training = Training(
        texts=corpus.texts,
        dev_texts=int(corpus.dev_decent.sum()),
        dropped=corpus.dropped,
        known_words=len(known.vocabulary.words),
        known_pieces=len(known.vocabulary.pieces),
        table_passes=passes.table,
        convolution_passes=passes.convolved,
        related_passes=passes.related,
        attention_passes=passes.attended,
        train_unseen=chosen.within,
        dev_float=found.in_float,
        dev_int8=found.in_int8,
        dev_ironic=found.looks_ironic,
        dev_doubt=found.mean_doubt,
        irony_from=affect.irony_from,
        size_bytes=(wanted.models / f"{NAME}.tflite").stat().st_size,
    )
    write_machine_card(wanted.models, training)
    say("the cards are written by: python -m tools.train.words_card")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
