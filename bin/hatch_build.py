"""The step that puts compiled translations and the pages of log formats in the wheel."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root, "bin")))
        from compile_translations import compile_all

        compile_all(Path(self.root))
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"]["docs/dpo-rssi/formats"] = "pleinjour/web/observe/format_docs"
