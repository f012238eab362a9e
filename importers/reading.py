"""From the files of an export to statements: each file's columns are planned once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.model import Millis, Type
from graph.statement import Reject, Statement
from graph.values.money import minor_units
from importers.cells import CellError, Parser, moment, shown, translated
from importers.files import files_of, fingerprint, printable
from importers.joined import own_columns
from importers.mapping import squashed
from importers.moments import latest_believed
from importers.properties import may_be_left_out, parser_of, properties_of, within_bounds
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
            f"{', '.join(form.file or f'{form.object}.csv' for form in source.forms[:4])}."
        )
    more_columns = source.more_columns(known)
    tables: list[Table] = []
    surveys = [_survey(s, places) for s in unknown if (places := _date_places(s, source))]
    for sheet in known:
        form = forms[squashed(sheet.object)]
        plan = _plan(form, sheet, options, more_columns)
        survey = _survey(sheet, _date_places(sheet, source))
        surveys.append(survey)
        tables.append(_table(form, sheet, plan, survey.rows))
    newest = max((s.newest for s in surveys if s.newest is not None), default=None)
    return Export(
        source.name,
        printable(path.name),
        fingerprint(files_of(path), source.name, repr(options)),
        newest if options.taken_at is None else options.taken_at,
        any(forms[squashed(sheet.object)].activity for sheet in known),
        tuple(tables),
        tuple(sorted(ignored)),
        next((survey.fault for survey in surveys if survey.fault), ""),
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
        parse = within_bounds(form.kind, column.property, column.parse)
        parse = translated(parse, options.map.words_of(form.object, title))
        found[name] = (rank, _Step(index, column.property, parse))
    if form.needs_id and all(step.property != "key" for _, step in found.values()):
        raise BadInput(f"{sheet.file} has no column {form.columns[0].name}.")
    if not found:
        known = ", ".join(column.name for column in form.columns[:4])
        raise BadInput(f"{sheet.file} has no column that is read, such as {known}.")
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


@dataclass(slots=True)
class _Survey:
    """How many rows a sheet has, the newest date in it, and the first thing wrong with either."""

    rows: int = 0
    newest: Millis | None = None
    fault: str = ""


def _survey(sheet: Sheet, places: Sequence[int]) -> _Survey:
    """What the rows of a sheet tell, as far as those places hold dates."""
    found = _Survey()
    latest = latest_believed()
    newest = None
    for row in sheet.rows():
        found.rows += 1
        if isinstance(row, Reject):
            found.fault = found.fault or f"{row.file}, line {row.line}: {row.reason}"
            continue
        for place in places:
            try:
                date = moment(row[1][place])
                if date is not None and date > latest:
                    raise CellError(f"{shown(row[1][place])} lies in the future")
            except CellError as error:
                where = f"{sheet.file}, line {row[0]}, {sheet.header[place]}"
                found.fault = found.fault or f"{where}: {error}"
                continue
            if date is not None and (newest is None or date > newest):
                newest = date
    found.newest = newest
    return found


def _table(form: Form, sheet: Sheet, plan: _Plan, rows: int) -> Table:
    return Table(sheet.file, form.object, rows, plan.ignored, lambda: _read(form, sheet, plan))


def _read(form: Form, sheet: Sheet, plan: _Plan) -> Iterator[Statement | Reject]:
    steps = [(step.index, step.property, step.parse) for step in plan.steps]
    meaning = form.meaning
    for row in sheet.rows():
        if isinstance(row, Reject):
            yield row
            continue
        line, texts = row
        cells = plan.empty.copy()
        cells["line"] = line
        try:
            for index, name, parse in steps:
                if (text := texts[index]) and cells[name] is None:
                    cells[name] = parse(text)
            for name in plan.amounts:
                _to_minor_units(cells, name, plan.currency)
            statement = meaning(cells)
        except CellError:
            yield from _read_in_part(form, sheet, plan, line, texts)
            continue
        if statement is not None:
            yield statement


def _read_in_part(
    form: Form, sheet: Sheet, plan: _Plan, line: int, texts: Sequence[str]
) -> Iterator[Statement | Reject]:
    """A row with something wrong in it: what it says without the values that it can do without."""
    cells = plan.empty.copy()
    cells["line"] = line
    faults: list[tuple[str, str]] = []
    unread: set[str] = set()
    columns = {step.property: sheet.header[step.index] for step in reversed(plan.steps)}
    for step in plan.steps:
        if (text := texts[step.index]) and cells[step.property] is None:
            try:
                cells[step.property] = step.parse(text)
            except CellError as error:
                faults.append((error.column or sheet.header[step.index], str(error)))
                unread.add(step.property)
    unread = {name for name in unread if cells[name] is None}
    for name in plan.amounts:
        try:
            if "currency" not in unread:
                _to_minor_units(cells, name, plan.currency)
            elif cells.get(name) is not None:
                raise CellError("its currency cannot be read")
        except CellError as error:
            faults.append((columns[name], str(error)))
            unread.add(name)
    statement = None
    if all(may_be_left_out(form.kind, name) for name in unread):
        cells = {name: value for name, value in cells.items() if name not in unread}
        try:
            statement = form.meaning(cells | {"left_out": unread})
        except CellError as error:
            faults += [(error.column, str(error)), *error.more]
    if statement is not None:
        yield statement
    key = form.key_of(cells) if statement is None else statement.key
    row = dict(zip(own_columns(sheet), texts, strict=False))
    (column, reason), *more = faults
    yield Reject(
        *(sheet.file, line, column, reason, row, key),
        more=tuple(more),
        kept=statement is not None,
    )


def _to_minor_units(cells: Cells, name: str, currency: str) -> None:
    """The amount of that name, if there is one, in minor units of its currency."""
    if cells.get(name) is not None:
        cells["currency"] = cells.get("currency") or currency
        try:
            cells[name] = minor_units(cells[name], cells["currency"])
        except BadInput as error:
            said = error.message
            raise CellError(said[0].lower() + said[1:].removesuffix(".")) from None
