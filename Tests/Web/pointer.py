"""What hands do with a page: mouse, fingers and keys, as the browser would get them from the system."""

import json

KEYS = {  # name: (code, virtual key code, text)
    "Enter": ("Enter", 13, "\r"), "Tab": ("Tab", 9, ""), "Escape": ("Escape", 27, ""), " ": ("Space", 32, " "),
    "ArrowLeft": ("ArrowLeft", 37, ""), "ArrowUp": ("ArrowUp", 38, ""), "ArrowRight": ("ArrowRight", 39, ""),
    "ArrowDown": ("ArrowDown", 40, ""), "Delete": ("Delete", 46, ""), "Home": ("Home", 36, ""),
    "+": ("Equal", 187, "+"), "-": ("Minus", 189, "-"), "n": ("KeyN", 78, "n"), "p": ("KeyP", 80, "p"), "0": ("Digit0", 48, "0"),
}
SHIFT = 8


def press(tab, key, shift=False, times=1):
    """Presses a key, so many times."""
    code, number, text = KEYS[key]
    common = dict(key=key, code=code, windowsVirtualKeyCode=number, modifiers=SHIFT if shift else 0)
    for _ in range(times):
        tab.command("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        tab.command("Input.dispatchKeyEvent", type="keyUp", **common)


def write(tab, text):
    """Types a text."""
    tab.command("Input.insertText", text=text)


def middle(tab, selector):
    """Where the middle of an element is, after it was scrolled into view and nothing moves any more."""
    tab.wait("document.getAnimations().every((one) => one.playState !== 'running')", "the page to stand still")
    return tab.evaluate(
        f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
        " const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2, b.left, b.top, b.width, b.height]; })()")


def mouse(tab, kind, x, y, held=False):
    """One event of the mouse."""
    tab.command("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left" if kind != "mouseMoved" or held else "none",
                buttons=1 if held or kind == "mousePressed" else 0, clickCount=1 if kind != "mouseMoved" else 0)


def click(tab, selector):
    """Clicks in the middle of an element."""
    x, y, *_ = middle(tab, selector)
    mouse(tab, "mouseMoved", x, y)
    mouse(tab, "mousePressed", x, y)
    mouse(tab, "mouseReleased", x, y)


def drag(tab, selector, start, end):
    """Drags within an element, from one place to another in shares of its sides."""
    _, _, left, top, width, height = middle(tab, selector)
    place = lambda share: (left + share[0] * width, top + share[1] * height)
    mouse(tab, "mouseMoved", *place(start))
    mouse(tab, "mousePressed", *place(start))
    for step in range(1, 9):
        mouse(tab, "mouseMoved", *place([a + (b - a) * step / 8 for a, b in zip(start, end)]), held=True)
    mouse(tab, "mouseReleased", *place(end))


def wheel(tab, selector, down):
    """Turns the wheel over the middle of an element."""
    x, y, *_ = middle(tab, selector)
    tab.command("Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=down)


def fingers(tab, kind, *places):
    """One event of fingers, each a place of the page."""
    tab.command("Input.dispatchTouchEvent", type=kind, touchPoints=[
        {"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)])
