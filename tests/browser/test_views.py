"""Every view, wide and narrow, light and dark: readable by everybody, nothing cut off."""

import json
import urllib.request
from urllib.parse import quote

import pytest

SIZES = ((1280, "light"), (1280, "dark"), (390, "light"))


@pytest.fixture(scope="session")
def views(base):
    def ask(path):
        with urllib.request.urlopen(base + path) as answer:  # noqa: S310 - our own address
            return json.load(answer)

    incident = ask("/api/incidents?sort=disputed")["items"][0]
    report = ask("/api/reports")["items"][3]["id"]
    placed = f"{incident['country']}/{incident['place']}"
    detail = ask(f"/api/incidents/{incident['id']}")
    speaker = next((s for c in detail["claims"] for s in c["speakers"]), "Residents")
    return {
        "overview": "/",
        "overview, filtered": "/?agreement=contradict&sort=disputed&killed=1",
        "overview, nothing": "/?q=zebracorn",
        "incident": f"/incident/{incident['id']}",
        "article": f"/article/{report}",
        "fact": f"/article/{report}/fact/s1",
        "place": f"/place/{quote(placed)}",
        "speaker": f"/speaker/{quote(speaker)}",
        "review": "/review",
        "reports": "/reports",
        "add": "/add",
        "api": "/api",
        "help": "/help",
    }


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_no_view_has_a_barrier_and_each_fits_the_screen(open_page, views, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page("/help", width=width, scheme=scheme)
    wrong = []
    for name, path in views.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        wrong += [
            (name, v["id"], [node["html"][:120] for node in v["nodes"][:3]])
            for v in axe.run(page).response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            wrong.append((name, f"{wide} px wider than the screen"))
        if page.locator("h1").count() != 1:
            wrong.append((name, "not one heading of the page"))
        styled = "all => all.filter(e => !e.closest('#map, .ticks')).length"
        if page.locator("[style]").evaluate_all(styled):
            wrong.append((name, "a style in the markup"))
    assert not wrong
