"""A walk through a page with the Tab key: what can be used can be reached, and one sees where one is."""

from dataclasses import dataclass

from playwright.sync_api import Page

LEAST_CONTRAST = 3.0
"""WCAG 2.2, success criteria 1.4.11 and 2.4.7."""

_MARK = """
() => {
  const found = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((element) => element.type !== "hidden" && !element.disabled && element.checkVisibility());
  const groups = new Set();
  const labels = [];
  for (const element of found) {
    if (element.type === "radio") {
      const group = element.form ? `${[...document.forms].indexOf(element.form)}/${element.name}` : element.name;
      if (groups.has(group)) continue;
      groups.add(group);
    }
    element.dataset.walk = labels.length;
    labels.push(`${element.tagName.toLowerCase()} ${(element.innerText || element.name || "").trim().slice(0, 40)}`);
  }
  return labels;
}
"""

_RETURN_TO_THE_TOP = """
() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}
"""

_HERE = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const rgb = (colour) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => colour.slice(0, 3)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0);
  let around = element.parentElement;
  while (around.parentElement && rgb(getComputedStyle(around).backgroundColor)[3] === 0) around = around.parentElement;
  const style = getComputedStyle(element);
  const levels = [light(rgb(style.outlineColor)), light(rgb(getComputedStyle(around).backgroundColor))];
  const contrast = (Math.max(...levels) + 0.05) / (Math.min(...levels) + 0.05);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const name = `${element.tagName.toLowerCase()} ${(element.innerText || element.name || "").trim().slice(0, 40)}`;
  return { place: element.dataset.walk ?? null, name, contrast: drawn ? contrast : 0 };
}
"""


@dataclass(frozen=True, slots=True)
class Walk:
    """Names of what the Tab key never reached, and of what shows its focus too faintly."""

    unreached: tuple[str, ...]
    faint: tuple[str, ...]


def walk(page: Page) -> Walk:
    """Press Tab from the top of the page to its end, and tell what was missed."""
    names: list[str] = page.evaluate(_MARK)
    reached: set[int] = set()
    faint: set[str] = set()
    page.evaluate(_RETURN_TO_THE_TOP)
    for _press in range(len(names) + 20):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None:
            break
        if here["place"] is not None:
            reached.add(int(here["place"]))
        if here["contrast"] < LEAST_CONTRAST:
            faint.add(here["name"])
    unreached = tuple(name for place, name in enumerate(names) if place not in reached)
    return Walk(unreached, tuple(sorted(faint)))
