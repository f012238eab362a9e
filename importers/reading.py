"""From the files of an export to statements: each file's columns are planned once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.model import Millis, Type
from graph.money import minor_units
from graph.statement import Reject, Statement
from importers.cells import CellError, Parser, moment, translated
from importers.files import files_of, fingerprint
from importers.mapping import squashed
from importers.properties import parser_of, properties_of
from importers.sheets import Sheet
from importers.source import Cells, Column, Export, Form, MoreColumns, Options, Source, Table


def open_export(source: Source, path: Path, options: Options | None = None) -> Export:
    """The export at `path`: a folder, a zip or one file.

    Reads every file once, to count rows and to find the newest date (also in files nobody uses).
    BadInput says what is wrong with a file as a whole, before anything of the export is used.
    """
    options = options or Options()
    _check_map(source, options)
    sheets, ignored = source.sheets(files_of(path))
    forms = {squashed(form.object): form for form in source.forms}
    order = list(forms)
    unknown = [sheet for sheet in sheets if squashed(sheet.object) not in forms]
    ignored += [sheet.file for sheet in unknown]
    known = sorted(
        (sheet for sheet in sheets if squashed(sheet.object) in forms),
        key=lambda sheet: (order.index(squashed(sheet.object)), sheet.file),
    )
    if not known:
        raise BadInput(
            f"{path.name} holds nothing that {source.name} exports. Expected files such as "
            f"{', '.join(form.object + '.csv' for form in source.forms[:4])}."
        )
    more_columns = source.more_columns(known)
    tables: list[Table] = []
    dates = [_survey(s, places)[1] for s in unknown if (places := _date_places(s, source))]
    for sheet in known:
        form = forms[squashed(sheet.object)]
        plan = _plan(form, sheet, options, more_columns)
        rows, date = _survey(sheet, _date_places(sheet, source))
        dates.append(date)
        tables.append(_table(form, sheet, plan, rows))
    newest = max((date for date in dates if date is not None), default=None)
    return Export(
        source.name,
        path.name,
        fingerprint(files_of(path), source.name, repr(options)),
        newest if options.taken_at is None else options.taken_at,
        any(forms[squashed(sheet.object)].activity for sheet in known),
        tuple(tables),
        tuple(sorted(ignored)),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """One cell to read: where it stands, which property it holds, how it is parsed."""

    index: int
    property: str
    parse: Parser


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the rows of one file are read: of two steps for one property the first matters more."""

    steps: tuple[_Step, ...]
    empty: Cells
    amounts: tuple[str, ...]
    currency: str
    ignored: tuple[str, ...]


def _plan(form: Form, sheet: Sheet, options: Options, more_columns: MoreColumns) -> _Plan:
    declared = {squashed(column.name): column for column in form.columns}
    ranks = {squashed(column.name): rank for rank, column in enumerate(form.columns)}
    found: dict[str, tuple[int, _Step]] = {}
    ignored: list[str] = []
    for index, title in enumerate(sheet.header):
        name = squashed(title)
        mapped = options.map.property_of(form.object, title)
        if mapped is not None:
            column, rank = _mapped_column(form, title, mapped), -1
        elif name in declared and name:
            column, rank = declared[name], ranks[name]
        elif (more := more_columns(form, title)) is not None:
            column, rank = more, len(ranks) + index
        else:
            if title:
                ignored.append(title)
            continue
        if name in found:
            raise BadInput(f"{sheet.file}, line 1: the column {title} stands there twice.")
        parse = translated(column.parse, options.map.words_of(form.object, title))
        found[name] = (rank, _Step(index, column.property, parse))
    if form.needs_id and all(step.property != "key" for _, step in found.values()):
        raise BadInput(f"{sheet.file} has no column {form.columns[0].name}.")
    ranked = sorted(found.values(), key=lambda step: step[0])
    return _Plan(
        tuple(step for _, step in ranked),
        dict.fromkeys(step.property for _, step in ranked),
        tuple(p.name for p in properties_of(form.kind) if p.type is Type.MONEY),
        options.currency,
        tuple(dict.fromkeys(ignored)),
    )


def _mapped_column(form: Form, title: str, property_name: str) -> Column:
    """The operator's column, read as the form reads that property, else as its type says."""
    for column in form.columns:
        if column.property == property_name:
            return Column(title, property_name, column.parse)
    for declared in properties_of(form.kind):
        if declared.name == property_name:
            return Column(title, property_name, parser_of(declared))
    raise BadInput(
        f"The map says that {form.object}.{title} is {property_name!r}, which is not a property of "
        f"{form.kind}."
    )


def _check_map(source: Source, options: Options) -> None:
    objects = {squashed(form.object) for form in source.forms}
    unknown = sorted(options.map.objects - objects)
    if unknown:
        raise BadInput(
            f"The map speaks of {', '.join(unknown)}; {source.name} knows "
            f"{', '.join(form.object for form in source.forms)}."
        )


def _date_places(sheet: Sheet, source: Source) -> list[int]:
    """Where the columns stand that tell when an export was taken."""
    wanted = {squashed(name) for name in source.dates}
    return [place for place, title in enumerate(sheet.header) if squashed(title) in wanted]


def _survey(sheet: Sheet, places: Sequence[int]) -> tuple[int, Millis | None]:
    """How many rows there are, and the newest date at those places."""
    newest: Millis | None = None
    rows = 0
    for row in sheet.rows():
        rows += 1
        if isinstance(row, Reject):
            continue
        for place in places:
            try:
                date = moment(row[1][place])
            except CellError:
                continue
            if date is not None and (newest is None or date > newest):
                newest = date
    return rows, newest


def _table(form: Form, sheet: Sheet, plan: _Plan, rows: int) -> Table:
    return Table(sheet.file, form.object, rows, plan.ignored, lambda: _read(form, sheet, plan))


def _read(form: Form, sheet: Sheet, plan: _Plan) -> Iterator[Statement | Reject]:
    steps = [(step.index, step.property, step.parse) for step in plan.steps]
    header = sheet.header
    meaning = form.meaning
    for row in sheet.rows():
        if isinstance(row, Reject):
            yield row
            continue
        line, texts = row
        cells = plan.empty.copy()
        cells["line"] = line
        index = -1
        try:
            for index, name, parse in steps:
                if (text := texts[index]) and cells[name] is None:
                    cells[name] = parse(text)
            index = -1
            if plan.amounts:
                _to_minor_units(cells, plan)
            statement = meaning(cells)
        except CellError as error:
            column = error.column or (header[index] if index >= 0 else "")
            yield Reject(
                sheet.file, line, column, str(error), dict(zip(header, texts, strict=True))
            )
            continue
        if statement is not None:
            yield statement


def _to_minor_units(cells: Cells, plan: _Plan) -> None:
    for name in plan.amounts:
        if cells.get(name) is not None:
            cells["currency"] = cells.get("currency") or plan.currency
            cells[name] = minor_units(cells[name], cells["currency"])
