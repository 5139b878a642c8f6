"""What an analyst does all day, done in a browser."""

import re

import pytest
from playwright.sync_api import expect


def total(page) -> int:
    return int(page.locator("#results").get_attribute("data-total"))


def until(page, holds: str) -> None:
    """Wait until an expression is true. (Playwright's own way needs eval, which the page forbids.)"""
    for _ in range(200):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {holds}")


def idle(page) -> None:
    page.wait_for_selector('#map[data-idle="1"]')
    page.wait_for_timeout(250)


def test_a_filter_changes_map_list_and_address_and_back_undoes_it(open_page):
    page = open_page()
    everything = total(page)
    page.locator("#f-agreement").select_option("contradict")
    until(page, f"document.getElementById('results').dataset.total != '{everything}'")
    assert "agreement=contradict" in page.url
    fewer = total(page)
    assert 0 < fewer < everything
    idle(page)
    shown = page.locator("#map .mark").evaluate_all(
        "marks => marks.reduce((n, m) => n + Number(m.getAttribute('aria-label').match(/^[\\d,]+/)[0]), 0)"
    )
    assert shown <= fewer
    page.reload()
    expect(page.locator("#f-agreement")).to_have_value("contradict")
    assert total(page) == fewer
    page.go_back()
    until(page, f"document.getElementById('results').dataset.total == '{everything}'")
    expect(page.locator("#f-agreement")).to_have_value("")


def test_dragging_over_the_timeline_chooses_days(open_page):
    page = open_page()
    everything = total(page)
    box = page.locator("#timeline").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30, steps=6)
    page.mouse.up()
    until(page, f"document.getElementById('results').dataset.total != '{everything}'")
    assert re.search(r"since=\d{4}-\d\d-\d\d", page.url)
    assert page.get_by_label("Happened from").input_value()
    assert page.locator("#timeline .bar.out").count()
    page.locator(".chip").first.click()
    until(page, "!location.search.includes('since')")


def test_the_map_opens_a_cluster_and_the_address_keeps_the_place(open_page):
    page = open_page()
    cluster = page.locator("#map .mark-group").first
    cluster.click()
    until(page, "location.search.includes('map=')")
    idle(page)
    marks = page.locator("#map .mark").count()
    page.reload()
    idle(page)
    assert page.locator("#map .mark").count() == marks


def test_only_what_the_map_shows_can_be_listed(open_page):
    page = open_page()
    everything = total(page)
    page.get_by_label("Only what this part of the map shows").check()
    until(page, "location.search.includes('box=')")
    within = total(page)
    assert within < everything
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"document.getElementById('results').dataset.total != '{within}'")
    assert total(page) < within


def test_marks_on_the_map_can_be_reached_and_named_by_keyboard(open_page):
    page = open_page()
    mark = page.locator("#map .mark").first
    assert mark.get_attribute("tabindex") == "0"
    assert re.match(r"[\d,]+ incidents?, ", mark.get_attribute("aria-label"))
    mark.focus()
    before = page.url
    page.keyboard.press("Enter")
    until(page, f"location.href != {before!r}")


@pytest.fixture
def article(open_page):
    page = open_page("/reports")
    page.locator("table a").nth(3).click()
    page.wait_for_load_state("networkidle")
    return page


def test_pointing_at_words_shows_the_fact_its_rule_and_certainty(article):
    article.locator("#text a.m").nth(2).hover()
    card = article.locator("#fact-card article").first
    expect(card).to_be_visible()
    expect(card.locator("code").first).not_to_be_empty()
    assert article.locator("#text .lit").count()


def test_arrow_keys_go_from_fact_to_fact(article):
    first = article.locator('#text a.m[tabindex="0"]')
    assert first.count() == 1
    first.focus()
    start = article.evaluate("document.activeElement.dataset.f")
    for _ in range(4):
        article.keyboard.press("ArrowRight")
    assert article.locator('#text a.m[tabindex="0"]').count() == 1
    moved = article.evaluate(
        "[...document.querySelectorAll('#text a.m')].indexOf(document.activeElement)"
    )
    assert moved == 4, start


def test_a_layer_can_be_switched_off_and_stays_off(article):
    mark = article.locator("#text .L-places").first
    line = "e => getComputedStyle(e).textDecorationLine"
    assert mark.evaluate(line) == "underline"
    article.get_by_role("checkbox", name="Places").uncheck()
    assert mark.evaluate(line) == "none"
    assert "hide=places" in article.url
    article.reload()
    assert article.locator("#text .L-places").first.evaluate(line) == "none"


def test_a_fact_named_in_the_address_is_lit(article):
    fact = article.locator("#text a.m").nth(5).get_attribute("data-f").split()[0]
    article.goto(f"{article.url.partition('#')[0]}#t-{fact}")
    article.reload()
    expect(article.locator("#text .lit").first).to_be_visible()


@pytest.fixture
def review(open_page):
    page = open_page("/review")
    page.locator("#who").fill("Mira Sato")
    page.locator("#who").press("Tab")
    page.locator("h1").click()
    return page


def test_single_keys_accept_skip_and_undo(review):
    before = review.locator(".item.decided").count()
    review.keyboard.press("a")
    expect(review.locator("#last")).to_contain_text("accepted")
    expect(review.locator(".item.decided")).to_have_count(before + 1)
    review.keyboard.press("u")
    expect(review.locator("#last")).to_contain_text("undone")
    expect(review.locator(".item.decided")).to_have_count(before)
    at = review.locator(".item[data-current]").get_attribute("data-target")
    review.keyboard.press("s")
    assert review.locator(".item[data-current]").get_attribute("data-target") != at


def test_a_rejection_asks_for_a_reason(review):
    review.keyboard.press("r")
    reason = review.locator(".item[data-current] [name=reason]")
    expect(reason).to_be_focused()
    review.locator(".item[data-current] [data-act=send]").click()
    expect(review.locator("#last")).to_contain_text("reason")
    review.locator(".item[data-current] [data-reason]").first.click()
    reason.press("Enter")
    expect(review.locator("#last")).to_contain_text("rejected")
    review.keyboard.press("u")
    expect(review.locator("#last")).to_contain_text("undone")
    review.wait_for_timeout(100)


def test_selected_words_become_the_right_words(review):
    item = review.locator(".item[data-current]")
    review.evaluate(
        """() => {
          const passage = document.querySelector(".item[data-current] .passage");
          const text = [...passage.childNodes].find((n) => n.nodeType === 3 && n.length > 12);
          const range = document.createRange();
          range.setStart(text, 2);
          range.setEnd(text, 11);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    chosen = review.evaluate("getSelection().toString().trim()")
    review.keyboard.press("c")
    expect(item.locator(".picked")).to_contain_text(chosen)
    start, end = (int(item.locator(f"[name={name}]").input_value()) for name in ("start", "end"))
    report = item.get_attribute("data-target").partition("/")[0]
    text = review.evaluate(f"fetch('/api/reports/{report}').then(a => a.json()).then(r => r.text)")
    assert text[start:end] == chosen
    review.keyboard.press("Escape")


def test_keys_are_listed_and_can_be_switched_off(review):
    review.keyboard.press("?")
    expect(review.locator("#help")).to_be_visible()
    review.keyboard.press("Escape")
    expect(review.locator("#help")).to_be_hidden()
    review.get_by_label("single keys on").uncheck()
    review.locator("h1").click()
    review.keyboard.press("a")
    review.wait_for_timeout(300)
    assert review.locator("#last").inner_text() == ""


def test_an_article_of_many_words_opens_and_answers(open_page):
    """A text of 8,000 words is pasted, read, shown, and its layers answer."""
    page = open_page("/add")
    body = "\n\n".join(
        f"Shells killed {n % 9 + 2} people in Bara on Monday, a doctor in ward {n} said. "
        "The road to the north was closed, traders in the market said, and prices rose again."
        for n in range(280)
    )
    page.get_by_label("The article, as published").fill(f"Long war diary\n\n{body}")
    page.get_by_role("button", name="Read it").click()
    page.locator(".job a.button").wait_for(timeout=120_000)
    page.locator(".job a.button").click()
    page.wait_for_selector("#text a.m")
    assert page.locator("#text a.m").count() > 1500
    page.locator("#text a.m").first.hover()
    page.locator("#fact-card article").first.wait_for()
    page.get_by_role("checkbox", name="Said").uncheck()
    assert "hide=statements" in page.url
