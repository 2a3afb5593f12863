"""Reads a window as a screen reader does: over AT-SPI, from another process.

Run by the system's own Python, which has `gi`: `/usr/bin/python3 reader.py PID`. A line in is a question: `tree`
(what is showing) or `all` (everything there is, shown or not). A line out is the answer: parts in reading order, in
JSON, none if the program shows nothing to a screen reader (yet). What was announced since the last question comes
first, with the role `announcement`. All questions to the window are under way at once, so a page takes a moment and
not seconds.
"""

import json
import sys
from functools import partial

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"
PATIENCE_MS = 5000
STATES = {4: "checked", 8: "enabled", 7: "editable", 10: "expanded", 12: "focused", 23: "selected", 25: "showing"}
"""The bits of AtspiStateType that matter here."""
TYPED = ("text", "password text", "entry", "spin button", "paragraph")
"""Roles that hold words which somebody typed."""


class Reader:
    """One program's parts."""

    def __init__(self, pid):
        self.pid, self.waiting, self.heard = pid, 0, []
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, PATIENCE_MS
        )
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(answer.unpack()[0], flags)
        self.bus.signal_subscribe(None, "org.a11y.atspi.Event.Object", "Announcement", None, None, 0, self.announced)
        listen = GLib.Variant("(sass)", ("object:announcement", [], ""))
        self.bus.call_sync(
            REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", listen, None, 0, PATIENCE_MS
        )

    def announced(self, _bus, _sender, _path, _interface, _signal, said):
        """Keep what the program asked a screen reader to say aloud."""
        self.heard.append(str(said.unpack()[3]))

    def program(self):
        """The bus name of the program, if it is known there."""
        rows = self.bus.call_sync(REGISTRY, ROOT, ACCESSIBLE, "GetChildren", None, None, 0, PATIENCE_MS)
        for owner, _path in rows.unpack()[0]:
            asked = GLib.Variant("(s)", (owner,))
            bus = "org.freedesktop.DBus"
            try:
                pid = self.bus.call_sync(bus, "/", bus, "GetConnectionUnixProcessID", asked, None, 0, PATIENCE_MS)
            except GLib.Error:
                continue  # it has just ended
            if pid.unpack()[0] == self.pid:
                return owner
        return None

    def read(self, only_shown):
        """Every part of the program in reading order."""
        owner = self.program()
        if owner is None:
            return []
        top = {"children": []}
        self.children(owner, ROOT, top, only_shown)
        around = GLib.MainContext.default()
        while self.waiting:
            around.iteration(True)
        return in_order(top["children"], 0)

    def ask(self, owner, path, interface, method, words, then):
        """Send a question; its answer is dealt with when it comes, none if the part is gone."""
        self.waiting += 1
        self.bus.call(
            owner, path, interface, method, words, None, 0, PATIENCE_MS, None, partial(self.answered, then=then)
        )

    def answered(self, bus, result, then):
        """Deal with an answer."""
        self.waiting -= 1
        try:
            answer = bus.call_finish(result).unpack()
        except GLib.Error:
            return  # the part went away while it was being read
        then(*answer)

    def children(self, owner, path, into, only_shown):
        """Ask what is inside a part."""

        def found(rows):
            for _owner, below in rows:
                if below == "/org/a11y/atspi/null":
                    continue
                part = {"children": []}
                into["children"].append(part)
                self.ask(owner, below, ACCESSIBLE, "GetState", None, partial(known, part, below))

        def known(part, below, bits):
            held = bits[0] | bits[1] << 32
            part["states"] = [word for bit, word in STATES.items() if held >> bit & 1]
            if only_shown and "showing" not in part["states"]:
                return
            part.update(role="", name="", description="", text="")
            self.ask(owner, below, ACCESSIBLE, "GetRoleName", None, partial(roled, part, below))
            for key in ("Name", "Description"):
                which = GLib.Variant("(ss)", (ACCESSIBLE, key))
                self.ask(
                    owner,
                    below,
                    "org.freedesktop.DBus.Properties",
                    "Get",
                    which,
                    partial(part.__setitem__, key.lower()),
                )
            self.children(owner, below, part, only_shown)

        def roled(part, below, role):
            part["role"] = role
            if role in TYPED:
                whole = GLib.Variant("(ii)", (0, -1))
                self.ask(owner, below, "org.a11y.atspi.Text", "GetText", whole, partial(part.__setitem__, "text"))

        self.ask(owner, path, ACCESSIBLE, "GetChildren", None, found)


def in_order(parts, depth):
    """A flat list, as it is read."""
    rows = []
    for part in parts:
        if "role" in part:
            rows.append({key: value for key, value in part.items() if key != "children"} | {"depth": depth})
        rows += in_order(part["children"], depth + 1)
    return rows


def main(pid):
    """Answer until nobody asks any more."""
    reader = Reader(pid)
    around = GLib.MainContext.default()
    for line in sys.stdin:
        while around.iteration(False):
            pass
        parts = reader.read(only_shown=line.strip() != "all")
        said = [{"role": "announcement", "name": words} for words in reader.heard]
        reader.heard.clear()
        print(json.dumps(said + parts), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
