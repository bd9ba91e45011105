"""A page that a test has opened: what is on it, and what it asked for or complained about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

WIDE, PHONE = (1440, 900), (390, 844)


@dataclass
class Opened:
    """A page on screen, and all that it asked for or complained about."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def asked(self, url: str) -> None:
        self.requests.append(url.partition("#")[0])

    def label_boxes(self) -> dict[str, dict[str, Any]]:
        """Names that are drawn, by the id of their entity or link."""
        return {label["id"]: label for label in self.page.evaluate("geokg.labels()")}

    def click(self, id: str) -> None:
        """Click with the mouse where the entity, or the middle of the link, is drawn."""
        at = self.page.evaluate("id => geokg.position(id)", id)
        self.page.mouse.click(at["x"], at["y"])
        self.page.wait_for_function("id => geokg.state.selected === id", arg=id)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def run(self, script: str, value: Any = None) -> Any:
        """What a piece of JavaScript says."""
        return self.page.evaluate(script, value)

    def wait(self, condition: str) -> None:
        """Wait until a piece of JavaScript is true; the page's policy lets nothing else ask."""
        for _ in range(100):
            if self.run(condition):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {condition}")

    def drawn(self) -> set[str]:
        """Ids of the entities and links that are drawn."""
        return set(self.run("geokg.drawn()"))

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def legend(self) -> Any:
        return self.page.locator("#legend")


Show = Callable[..., Opened]
