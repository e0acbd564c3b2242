"""What PDF/UA-1 (ISO 14289-1) wants in the tags of a PDF, and WeasyPrint 70 leaves out.

Header cells say which way they head (7.5). What stands in the margins of a page is marked as no content (7.8).
Annotations are printed (7.18.1).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf


def mend_tags(document: object, pdf: "pydyf.PDF") -> None:
    """Complete the tags; WeasyPrint calls it before the file is written."""
    for thing in _dictionaries(pdf):
        if thing.get("S") == "/TH":
            # An identifier ends with the row and the column; every table of ours has one row of heads.
            row = thing["ID"].string.rsplit("-", 2)[1]
            thing["A"]["Scope"] = "/Column" if row == "0" else "/Row"
        if thing.get("Subtype") == "/Link":
            thing["F"] = 4
    _mark_margins(pdf)


def _mark_margins(pdf: "pydyf.PDF") -> None:
    """Elements that the tree does not hold are those of the margins: their content becomes an artifact."""
    by_reference = {thing.reference: thing for thing in _dictionaries(pdf)}
    root = by_reference[pdf.catalog["StructTreeRoot"]]
    numbers = by_reference[root["ParentTree"]]["Nums"]
    held = set(_walk(root["K"], by_reference))
    for reference, element in by_reference.items():
        if element.get("Type") != "/StructElem" or reference in held:
            continue
        for number in (kid for kid in element["K"] if isinstance(kid, int)):
            page = by_reference[element["Pg"]]
            _make_artifact(_stream_of(pdf, page["Contents"]), number)
            numbers[2 * _rank_of(pdf, element["Pg"]) + 1][number] = "null"


def _walk(kids: "pydyf.Array", by_reference: dict[bytes, "pydyf.Dictionary"]) -> Iterator[bytes]:
    waiting = list(kids)
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, bytes) and kid in by_reference:
            yield kid
            waiting += by_reference[kid].get("K", [])


def _make_artifact(stream: "pydyf.Stream", number: int) -> None:
    for place, operand in enumerate(stream.stream):
        if isinstance(operand, dict) and operand.get("MCID") == number:
            stream.stream[place - 1 : place + 2] = ["/Artifact", b"BMC"]
            return


def _stream_of(pdf: "pydyf.PDF", reference: bytes) -> "pydyf.Stream":
    return next(thing for thing in pdf.objects if thing.reference == reference)


def _rank_of(pdf: "pydyf.PDF", page: bytes) -> int:
    return int(pdf.page_references.index(page))


def _dictionaries(pdf: "pydyf.PDF") -> Iterator["pydyf.Dictionary"]:
    return (thing for thing in pdf.objects if isinstance(thing, dict))
