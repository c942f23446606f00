"""Writing arrays to .npy files piece by piece, so that memory holds no more than a piece."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt


class ArrayWriter:
    """Writes an array of a known shape to a new file, first rows first. A context manager. Raises `OSError`."""

    def __init__(self, file: Path, dtype: npt.DTypeLike, *shape: int) -> None:
        self._dtype = np.dtype(dtype)
        self._file = file.open("xb")
        described = {"descr": np.lib.format.dtype_to_descr(self._dtype), "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(self._file, described)

    def append(self, rows: npt.NDArray[Any]) -> None:
        """Write the next rows."""
        self._file.write(np.ascontiguousarray(rows, self._dtype).data)

    def __enter__(self) -> ArrayWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class StartsWriter:
    """Writes where rows of different lengths start, to a new file. A context manager. Raises `OSError`."""

    def __init__(self, file: Path, rows: int) -> None:
        self._writer = ArrayWriter(file, np.int64, rows + 1)
        self._writer.append(np.zeros(1, np.int64))
        self._end = 0

    def append(self, lengths: npt.NDArray[Any]) -> None:
        """Write the starts after the next rows, given how long these are."""
        ends = lengths.cumsum(dtype=np.int64) + self._end
        self._writer.append(ends)
        self._end = int(ends[-1]) if len(ends) else self._end

    def __enter__(self) -> StartsWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.__exit__(kind, error, trace)
