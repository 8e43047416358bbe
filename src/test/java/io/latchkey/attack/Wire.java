package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection to the service that sends any bytes at all, which no HTTP library would, and reads what comes back. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 35_000;

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire to(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Wire(socket);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** The next answer; nothing if the service hangs up first, or says no more for as long as is waited. */
    Optional<Answer> answer(boolean hasBody) throws IOException {
        try {
            var status = line();
            while (status.startsWith("HTTP/1.1 100")) {
                line();
                status = line();
            }
            var headers = new ArrayList<String>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                headers.add(line);
            }
            var head = new Answer(status, headers, "");
            return Optional.of(new Answer(status, headers, hasBody ? body(head) : ""));
        } catch (EOFException | SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("reset")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All answers until the service hangs up, or says no more for as long as is waited. */
    List<Answer> answers() throws IOException {
        var all = new ArrayList<Answer>();
        for (var next = answer(true); next.isPresent(); next = answer(true)) {
            all.add(next.get());
        }
        return all;
    }

    private String body(Answer head) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return "";
        }
        if (head.header("transfer-encoding").isPresent()) {
            var all = new ByteArrayOutputStream();
            for (var size = size(); size > 0; size = size()) {
                all.write(exactly(size));
                line();
            }
            line();
            return all.toString(UTF_8);
        }
        var length = head.header("content-length");
        return new String(length.isPresent() ? exactly(Integer.parseInt(length.get())) : in.readAllBytes(), UTF_8);
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
