"""How the lead register takes rows from a file: owners, channels, stages, further contacts, the 跟进记录 cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from genjin.exchange.imports.plain_table import Addition, Draft, ImportOptions, Known, PlainTable
from genjin.exchange.imports.planned import PlannedCell, PlannedMatch
from genjin.exchange.imports.source import SourceCell
from genjin.followups.cells.history import read_history, without_known
from genjin.followups.history_log import write_history
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.assigning.rules import has_rules
from genjin.leads.duplicates import company_key, find_matches
from genjin.leads.pool.state import UNASSIGNED
from genjin.pipelines.stages import load_stages
from genjin.tables.definition import TableDefinition, get_table, list_tables
from genjin.tables.ledger.operation import Writer

FOLLOWUPS, FEEDBACK, LAST_CONTACT = "followups", "feedback", "last_contact_at"
# Keys of what the person rejected in the reading of 跟进记录: `e1,p0`.
REJECTED = "followups_rejected"
_LOST_UNSAID = Words("导入时未填原因", "No reason in the imported file")
_CONTACT_NOTED = Words("导入时登记的最近联系", "Last contact as noted in the imported file")
_OWNER_NOTE = Words("原负责人：{name}", "Former owner: {name}")
_SOURCE_NOTE = Words("原来源：{name}", "Source in the file: {name}")
_PERSON_COLUMNS = ("name", "title", "mobile", "phone", "email", "wechat")


class LeadTable(PlainTable):
    once = frozenset({"created_by", "created_at", "assigned_at", "won_at", "lost_at"})
    answers = frozenset({REJECTED})
    extra_fields = {
        FOLLOWUPS: Words("跟进记录", "Follow-ups"),
        FEEDBACK: Words("客户反馈", "Feedback"),
        LAST_CONTACT: Words("最近联系", "Last contact"),
    }

    def __init__(self, definition: TableDefinition, actor: Actor, options: ImportOptions) -> None:
        super().__init__(definition, actor, options)
        self._stages = load_stages()
        tables = {t.key for t in list_tables()}
        self._logs = "followups" in tables and "create" in actor.access("followups").actions
        self._promises = "tasks" in tables and "create" in actor.access("tasks").actions
        self._persons = "contacts" in tables and "create" in actor.access("contacts").actions
        self._channels = "create" in actor.access("channels").actions
        self._assigns = "assign" in self.access.actions
        self._fresh: list[str] = []
        self._last_contact = definition.by_id().get(LAST_CONTACT)

    def read_cell(self, draft: Draft, column_id: str, cell: SourceCell) -> None:
        if column_id == REJECTED:
            draft.cells[column_id] = PlannedCell(cell.text, cell.text)
        elif column_id in self.extra_fields:
            self._read_log(draft, column_id, cell)
        elif column_id == "stage" and column_id in self.columns:
            self._read_stage(draft, cell)
        else:
            super().read_cell(draft, column_id, cell)
            if column_id == "owner" and column_id in self.columns:
                self._settle_owner(draft, cell)
            elif column_id == "source" and column_id in self.columns:
                self._settle_source(draft, cell)

    def finish_draft(self, draft: Draft) -> None:
        self._close(draft)
        if draft.log is not None:
            draft.log = self._finish_log(draft.log, draft)
        if not self._persons:
            draft.people = []

    def check_new(self, draft: Draft) -> tuple[str, Mapping[str, Any]] | None:
        if not self.may_create:
            return ErrorCode.FORBIDDEN.value, {"action": "create"}
        if draft.values.get("company") is None and not (self.options.persons and draft.values.get("contact")):
            return ErrorCode.REQUIRED.value, {"column": "company"}
        return None

    def find_matches(self, drafts: Sequence[Draft]) -> list[list[PlannedMatch]]:
        found = find_matches(self.actor, [d.values for d in drafts])
        return [
            [
                PlannedMatch(
                    m.lead_id,
                    m.title,
                    m.number,
                    evidence=tuple((e.kind, e.value) for e in m.evidence),
                    by_number=m.by_number,
                )
                for m in matches
            ]
            for matches in found
        ]

    def is_certain(self, draft: Draft, match: PlannedMatch, present: Mapping[str, Any]) -> bool:
        """The same company under the same number is the same lead; a line without number goes by the contact."""
        kinds = {kind for kind, _ in match.evidence}
        if "company" not in kinds or kinds & {"mobile", "phone"}:
            return "company" in kinds
        # A number that cannot be read is still a number: somebody has to look at it.
        numbered = "mobile" in draft.cells or "phone" in draft.cells
        contact = draft.values.get("contact")
        return not numbered and contact is not None and contact == present.get("contact")

    def with_notes(self, column: str, value: Any, notes: Mapping[str, str]) -> Any:
        return "\n".join((value, *notes.values())) if column == "remarks" else value

    def fresh_log(self, log: dict[str, Any], known: Known) -> dict[str, Any] | None:
        return without_known(log, known.logs)

    def twin_key(self, draft: Draft) -> Any:
        """Company and number, or company and contact when there is no number."""
        company = company_key(draft.values.get("company"))
        detail = draft.values.get("mobile") or draft.values.get("phone") or draft.values.get("contact")
        if not (company and detail):
            return None
        # Eight bytes for each line of a long file, the same in every process.
        return int.from_bytes(blake2b(f"{company}\0{detail}".encode("utf-8", "surrogatepass"), digest_size=8).digest())

    def knows_stage(self, text: str) -> bool:
        try:
            self._stages.find(text.strip(), self._stages.default_pipeline_id)
        except AppError:
            return False
        return True

    def read_targets(self, ids: Iterable[int]) -> dict[int, Known]:
        wanted = list(ids)
        people = _by_lead("contacts", "name", wanted) if self._persons else {}
        logs = _by_lead("followups", "summary", wanted) if self._logs else {}
        return {i: Known(frozenset(people.get(i, ())), frozenset(logs.get(i, ()))) for i in wanted}

    def complete(self, values: dict[str, Any], notes: Sequence[str]) -> None:
        if values.get("owner") is None:
            # Nobody's leads wait for the rules; without any, they would wait for ever.
            nobodys = self.options.to_pool or (self.options.by_rules and has_rules())
            values["owner"] = None if nobodys else self.options.owner or self.actor.id
            if self.options.to_pool:
                # What is in the pool already the rules leave alone: sellers claim it.
                values |= {"pooled_at": clock.now(), "pool_reason": UNASSIGNED}
        if notes:
            values["remarks"] = "\n".join(filter(None, (values.get("remarks"), *notes)))
        stage = self._stages.get(values.get("stage"))
        if stage is not None and stage.kind == "won" and values.get("won_amount") is None:
            values["won_amount"] = values.get("amount")
        if stage is not None and stage.kind == "lost" and values.get("lost_reason") is None:
            values["lost_reason"] = _LOST_UNSAID.in_language(self.actor.language)

    def create_wanted(self, writer: Writer, wanted: Mapping[str, str]) -> dict[str, int]:
        """Channels; one named by many lines, or entered by somebody since the preview, is created once."""
        name = wanted.get("source")
        if not name:
            return {}
        book = self.reader.links.book("channels")
        try:
            return {"source": book.find(name)}
        except AppError:
            (channel,) = writer.create("channels", [{"name": name}])
            book.learn(name, channel)
            self._fresh.append(name)
            return {"source": channel}

    def begin_chunk(self) -> None:
        self._fresh.clear()

    def roll_back(self) -> None:
        for name in self._fresh:
            self.reader.links.book("channels").forget(name)
        self._fresh.clear()

    def extra_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        given = {
            "lost_reason": values.get("lost_reason"),
            "competitor": values.get("lost_to"),
            "amount": values.get("won_amount"),
        }
        return {k: v for k, v in given.items() if v is not None}

    def write_beside(self, writer: Writer, additions: Sequence[Addition]) -> None:
        people = [
            {"lead": a.row_id, **{k: p[k] for k in _PERSON_COLUMNS if p.get(k)}}
            for a in additions
            for p in a.people
            if p.get("name")
        ]
        if people:
            writer.create("contacts", people)
        logs = [(a.row_id, a.log) for a in additions if a.log]
        if logs:
            write_history(writer, logs, self.options.owner or self.actor.id, promises=self._promises)

    def _read_stage(self, draft: Draft, cell: SourceCell) -> None:
        text = cell.text.strip()
        if not text:
            return
        try:
            found = self._stages.find(text, self._stages.default_pipeline_id)
        except AppError as refused:
            draft.cells["stage"] = PlannedCell(cell.text, None, refused.code.value, refused.data)
            return
        draft.cells["stage"] = PlannedCell(cell.text, found.id)
        draft.values["stage"] = found.id

    def _settle_owner(self, draft: Draft, cell: SourceCell) -> None:
        """An owner nobody knows, or whom this person may not assign to, stays in the remarks; the importer owns."""
        planned = draft.cells.get("owner")
        if planned is None or not cell.text.strip():
            return
        warning = None
        if planned.error is not None:
            warning = "owner_unknown"
        elif draft.values.get("owner") not in (None, self.actor.id) and not self._assigns:
            warning = "owner_kept"
        if warning is not None:
            draft.cells["owner"] = PlannedCell(cell.text, None, warnings=(warning,))
            draft.values.pop("owner", None)
            draft.notes["owner"] = _OWNER_NOTE.in_language(self.actor.language).format(name=cell.text.strip()[:100])

    def _settle_source(self, draft: Draft, cell: SourceCell) -> None:
        """A channel nobody has entered is created by whoever may; otherwise its name goes to the remarks."""
        planned = draft.cells.get("source")
        name = " ".join(cell.text.split())
        if planned is None or planned.error != ErrorCode.UNKNOWN_OPTION.value or not name:
            return
        if self._channels and len(name) <= 60:
            draft.cells["source"] = PlannedCell(cell.text, None, warnings=("channel_new",), changes=True)
            draft.wanted["source"] = name
        else:
            draft.cells["source"] = PlannedCell(cell.text, None, warnings=("channel_noted",))
            draft.notes["source"] = _SOURCE_NOTE.in_language(self.actor.language).format(name=name[:100])

    def _close(self, draft: Draft) -> None:
        """A lead that arrives won or lost: the amount is needed, the reason is said to be missing (domain.md A3)."""
        stage = self._stages.get(draft.values.get("stage"))
        if stage is None or stage.is_open:
            return
        cell = draft.cells["stage"]
        if stage.kind == "lost":
            if draft.values.get("lost_reason") is None:
                cell.warnings = (*cell.warnings, "lost_reason_unsaid")
            return
        if draft.values.get("won_amount") is not None:
            return
        if draft.values.get("amount") is not None:
            cell.warnings = (*cell.warnings, "won_amount_taken")
            return
        cell.value, cell.error, cell.data = None, ErrorCode.AMOUNT_REQUIRED.value, {"stage": stage.name}
        del draft.values["stage"]

    def _read_log(self, draft: Draft, column_id: str, cell: SourceCell) -> None:
        text = cell.text.strip()
        if not text:
            return
        log = draft.log or {}
        if column_id == LAST_CONTACT:
            planned = PlannedCell(cell.text)
            if self._last_contact is not None:
                planned, stored = self.reader.read(self._last_contact, cell)
                if stored is not None:
                    log["at"] = self._last_contact.field.dump(stored)
            draft.cells[column_id] = planned
        else:
            draft.cells[column_id] = PlannedCell(cell.text, text)
            log["summary" if column_id == FOLLOWUPS else "feedback"] = text
        if not self._logs:
            draft.cells[column_id].warnings = ("no_followups",)
            draft.notes[column_id] = text
        elif log:
            draft.log = log

    def _finish_log(self, log: dict[str, Any], draft: Draft) -> dict[str, Any]:
        """The cell read into history; whoever the file names as owner made the contacts."""
        if "summary" not in log:
            log["summary"] = log.get("feedback") or _CONTACT_NOTED.in_language(self.actor.language)
            return log
        items = read_history(log["summary"], self.as_of)
        if items:
            log["items"] = items
        rejected = draft.cells.get(REJECTED)
        if rejected is not None and rejected.text:
            log["off"] = rejected.text.split(",")
        if draft.values.get("owner") is not None:
            log["person"] = draft.values["owner"]
        return log


def _by_lead(table: str, attr: str, lead_ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    source = get_table(table).model._default_manager.filter(deleted_at__isnull=True)
    for start in range(0, len(lead_ids), 500):
        part = source.filter(lead_id__in=lead_ids[start : start + 500])
        for lead_id, text in part.values_list("lead_id", attr):
            if text:
                found.setdefault(lead_id, set()).add(text)
    return found
