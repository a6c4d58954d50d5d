# SPDX-License-Identifier: MIT
"""Applies core/writers/document.schema.json to the JSON of every input of tests/cases, and reads
that JSON back (P6): it must be written the same, but for places in the source."""
import glob
import json
import os
import re
import subprocess

import jsonschema

PROGRAM = os.environ.get("RUBRIC", "build/release/rubric")
count = failed = 0


def report(problem, name):
    global count, failed
    count += 1
    failed += problem is not None
    print(f"{'not ok' if problem else 'ok'} {count} - {name}")
    if problem:
        print("# " + str(problem).replace("\n", "\n# "))


def convert(text, reader):
    command = [PROGRAM, "convert", "-f", reader, "-t", "json"]
    done = subprocess.run(command, input=text, capture_output=True, timeout=60, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def cases():
    """(place, reader, input) of every case, as tests/run_cases.lua reads them."""
    for path in sorted(glob.glob("tests/cases/**/*.test", recursive=True)):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        for found in re.finditer(r"^(`{3,}) *([\w-]+) *\|[^\n]*\n(.*?)^\1$", text, re.M | re.S):
            body = re.split(r"^\.$\n", found[3], maxsplit=1, flags=re.M)[0]
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}", found[2], body.encode()


def without_places(value):
    if isinstance(value, list):
        return [without_places(item) for item in value]
    if not isinstance(value, dict):
        return value
    hidden = {"source"} if "kind" in value else {"format"} if "rubric" in value else set()
    return {key: without_places(item) for key, item in value.items() if key not in hidden}


with open("core/writers/document.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)

for place, reader, text in cases():
    document = convert(text, reader)
    if document is None:  # a case of bad input
        continue
    error = next(validator.iter_errors(document), None)
    report(error and f"{error.json_path}: {error.message}", f"{place} fits the schema")
    again = convert(json.dumps(document).encode(), "json")
    same = without_places(again) == without_places(document)
    report(None if same else "it is not what was written", f"{place} reads back from JSON")

WRONG = [
    {"children": []},
    {"rubric": 2, "children": []},
    {"rubric": 1, "children": [{"kind": "text", "text": "a"}]},
    {"rubric": 1, "children": [{"kind": "heading", "levle": 1}]},
    {"rubric": 1, "children": [{"kind": "list", "children": [{"kind": "paragraph"}]}]},
    {"rubric": 1, "children": [{"kind": "paragraph", "children": [{"kind": "span", "children": [
        {"kind": "code", "children": []}]}]}]},
    {"rubric": 1, "children": [], "metadata": {"a": [{"$number": "1"}]}},
    {"rubric": 1, "children": [], "layers": {"a": [{"block": -1, "begin": 0, "end": 0}]}},
]
for document in WRONG:
    is_refused = not validator.is_valid(document) and convert(
        json.dumps(document).encode(), "json") is None
    report(None if is_refused else "it passes", f"refused: {json.dumps(document)}")
print(f"1..{count}")
raise SystemExit(failed > 0)
