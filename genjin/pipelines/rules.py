"""What a stage move needs (domain.md A3). Pure: facts in, verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.kernel.errors import AppError, ErrorCode
from genjin.pipelines.stages import StageFacts


def find_obstacle(
    target: StageFacts, values: Mapping[str, Any], *, reason: str | None, amount: int | None
) -> AppError | None:
    """Why a record with these cells may not enter `target`; None when it may.

    Shape: `values` by column id, holding at least `target.requires`.
    Units: `amount` in fen.
    """
    if target.kind == "lost" and not reason:
        return AppError(ErrorCode.REASON_REQUIRED, stage=target.name)
    if target.kind == "won" and amount is None:
        return AppError(ErrorCode.AMOUNT_REQUIRED, stage=target.name)
    missing = [c for c in target.requires if values.get(c) in (None, "")]
    if missing:
        return AppError(ErrorCode.REQUIRED, stage=target.name, column=missing[0], columns=missing)
    return None
