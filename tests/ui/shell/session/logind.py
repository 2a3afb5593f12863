"""A stand-in for logind, a program of its own on a private bus: says which session is ours, and waits before sleep."""

import os
import sys
import threading

from jeepney import HeaderFields, MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

SESSION = "/org/freedesktop/login1/session/_31"


def wait_for_release(reading: int) -> None:
    os.read(reading, 1)  # ends when every copy of the other end is closed
    print("released", flush=True)


def serve() -> None:
    bus = open_dbus_connection(bus=os.environ["DBUS_SYSTEM_BUS_ADDRESS"], enable_fds=True)
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    print("ready", flush=True)
    while True:
        asked = bus.receive()
        if asked.header.message_type is not MessageType.method_call:
            continue
        name = asked.header.fields[HeaderFields.member]
        if name == "GetSessionByPID":
            bus.send(new_method_return(asked, "o", (SESSION,)))
        elif name == "Inhibit":
            reading, writing = os.pipe()
            bus.send(new_method_return(asked, "h", (writing,)))
            os.close(writing)
            print("held", flush=True)
            threading.Thread(target=wait_for_release, args=(reading,), daemon=True).start()
        elif name == "Get":
            bus.send(new_method_return(asked, "v", (("b", asked.body[1] == "LidClosed"),)))


if __name__ == "__main__":
    sys.exit(serve())
