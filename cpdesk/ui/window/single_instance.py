"""One window per data folder: a second start brings the first window forward and exits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_FORWARD = b"forward\n"


class SingleInstance(QObject):
    """`claim` says whether this start is the first; `second_start` reports later ones.

    The name is made from the folder, so that desks on two folders run side by side. What a crash
    left behind does not answer and is removed.
    """

    second_start = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = str(folder.resolve()).encode()
        hashed = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
        place = bytes(hashed.toHex().data()).decode()[:24]
        self._name = f"cpdesk-{place}"
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True for the first start. Otherwise the first was asked to come forward."""
        if self._ask_the_first():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._heard)
        if not server.listen(self._name):
            # No one answered, so the name is held by what a crash left behind.
            QLocalServer.removeServer(self._name)
            if not server.listen(self._name):
                # Another start was faster, or listening isn't possible: the store protects itself.
                return not self._ask_the_first()
        self._server = server
        return True

    def release(self) -> None:
        """Lets the next start be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _ask_the_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_FORWARD)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _heard(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.second_start.emit()
