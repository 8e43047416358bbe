package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The only way out that the attacked service has: a proxy that notes where it is asked to connect to, and never does. So the
 * run asks no name server and leaves this machine nowhere, and what the service would have connected to is known.
 */
final class Trap implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    Trap() {
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The first line of every connection. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> refuse(socket));
            } catch (IOException e) {
                // It is closed, which ends the loop.
            }
        }
    }

    private void refuse(Socket socket) {
        try (socket) {
            var first = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
            asked.add(String.valueOf(first));
            socket.getOutputStream().write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        } catch (IOException e) {
            asked.add("broken off");
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
