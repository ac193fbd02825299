#!/usr/bin/env python3
"""Checks a register workbook with openpyxl, a reader that shares no code with the writer.

    check_register.py FILE.xlsx [EXPECTED.json]

Checks that hold for every register: the four sheets, headings in row 1, frozen panes, filter, print set-up,
text cells for names and ids, letters in the status cells, formulas for the totals, and that each formula's stored
result is what the row's letters give. EXPECTED.json, when given, holds {"names": [[last, first, id], ...]} in the
order of the rows: the exact text of the name cells.
Prints one line and exits 0, or names the first cell that is wrong and exits 1. Needs: openpyxl.
"""

import json
import re
import sys

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

LETTERS = ["P", "L", "LE", "E", "A", "?"]
SUMMARY = ["Taken", "Attendance %", "% of all sessions"]


def as_openpyxl_reads(text):
    """The text after ECMA-376 part 1, 22.9.2.19 (`_xHHHH_` stands for a character that XML can't hold, `_x005F_`
    protects text that looks like one), of which openpyxl undoes only the protection."""
    text = re.sub("_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", text)
    text = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda hit: f"_x{ord(hit[0]):04X}_", text)
    return text.replace("x005F_", "")


def expect(condition, message):
    if not condition:
        sys.exit(f"check_register: {message}")


def check_layout(sheet, totals):
    expect(sheet.freeze_panes == "D2", f"frozen panes at {sheet.freeze_panes}, not D2")
    expect(sheet.print_title_rows in ("$1:$1", "1:1"), f"repeated rows: {sheet.print_title_rows}")
    expect(sheet.print_title_cols in ("$A:$C", "A:C"), f"repeated columns: {sheet.print_title_cols}")
    expect(sheet.page_setup.orientation == "landscape", "not in landscape")
    expect(sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage, "not fitted to width")
    if sheet.max_row > 1:
        last = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
        expect(sheet.auto_filter.ref == f"A1:{last}", f"filter over {sheet.auto_filter.ref}")
    if sheet.max_row > 1 and totals > 4:
        cells = f"D2:{get_column_letter(totals - 1)}{sheet.max_row}"
        rules = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
        expect(len(rules) == len(LETTERS) and all(area == cells for area, _ in rules), f"colours: {rules}")
        lists = [(str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation]
        expect(lists == [(cells, '"' + ",".join(LETTERS) + '"')], f"validation: {lists}")


def check_row(formulas, values, row, totals):
    for column in range(1, 4):
        cell = formulas.cell(row, column)
        expect(cell.value is None or cell.data_type == "s", f"{cell.coordinate} is not text but {cell.data_type}")
    letters = [formulas.cell(row, column).value for column in range(4, totals)]
    expect(all(letter is None or letter in LETTERS for letter in letters), f"row {row} has letters {letters}")
    count = {letter: letters.count(letter) for letter in LETTERS}
    attended = count["P"] + count["L"] + count["LE"]
    taken = attended + count["E"] + count["A"]
    wanted = [count[letter] for letter in LETTERS] + [taken]
    wanted += [attended / whole if whole else None for whole in (taken, taken + count["?"])]
    for column, value in enumerate(wanted, totals):
        cell = formulas.cell(row, column)
        expect(cell.data_type == "f", f"{cell.coordinate} is not a formula: {cell.value!r}")
        stored = values.cell(row, column).value
        same = stored in (None, "") if value is None else isinstance(stored, (int, float)) and abs(stored - value) < 1e-9
        expect(same, f"{cell.coordinate} {cell.value} stores {stored!r}, the row gives {value!r}")


def main():
    path = sys.argv[1]
    book, results = load_workbook(path), load_workbook(path, data_only=True)
    expect(book.sheetnames == ["Register", "Log", "Legend", "Base"], f"sheets {book.sheetnames}")
    expect(book["Base"].sheet_state == "veryHidden", "the sheet Base is not very hidden")
    formulas, values = book["Register"], results["Register"]
    header = [cell.value for cell in formulas[1]]
    expect(header[:3] == ["Last name", "First name", "ID"], f"headings {header[:3]}")
    expect(header[-9:] == LETTERS + SUMMARY, f"headings of the totals {header[-9:]}")
    expect(all(cell.data_type == "s" for cell in formulas[1]), "a heading is not text")
    expect(len(set(header)) == len(header), "two headings are equal")
    totals = len(header) - 8
    check_layout(formulas, totals)
    for row in range(2, formulas.max_row + 1):
        check_row(formulas, values, row, totals)
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            expected = json.load(file)["names"]
        found = [[cell.value or "" for cell in row[:3]] for row in formulas.iter_rows(min_row=2)]
        for wanted, got in zip(expected, found, strict=True):
            expect([as_openpyxl_reads(name) for name in wanted] == got, f"names {got!r} should be {wanted!r}")
    for sheet in (book["Log"], book["Legend"]):
        for row in sheet.iter_rows():
            for cell in row:
                expect(cell.data_type in ("s", "n"), f"{sheet.title}!{cell.coordinate} has type {cell.data_type}")
    print(f"check_register: {formulas.max_row - 1} students, {totals - 4} sessions, {book['Log'].max_row - 1} marks: good")


if __name__ == "__main__":
    main()
