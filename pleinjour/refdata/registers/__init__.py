"""How our public sheets are said in the fields of other registers, and the appeal that a sheet begins from."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.registers.loading import read_registers
from pleinjour.refdata.registers.model import Column, Mapped, Register, Registers, map_record

__all__ = ["Column", "Mapped", "Register", "Registers", "load_registers", "map_record"]


@cache
def load_registers() -> Registers:
    """The mappings shipped with this version of Pleinjour."""
    return read_registers(Path(__file__).parent)
