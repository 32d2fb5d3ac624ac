package cn.bioapproval.engine.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps back what the engine says of a failure, so that it can be told again in Chinese and without its insides. */
final class Retold extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream failure = new ByteArrayOutputStream();
    private @Nullable PrintWriter writer;

    Retold(HttpServletResponse response) {
        super(response);
    }

    boolean isFailure() {
        return getStatus() >= HttpServletResponse.SC_BAD_REQUEST && !isCommitted();
    }

    /** What the engine said, usually JSON. */
    byte[] failure() {
        if (writer != null) {
            writer.flush();
        }
        return failure.toByteArray();
    }

    @Override
    public void sendError(int status) {
        setStatus(status);
    }

    @Override
    public void sendError(int status, String message) {
        setStatus(status);
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!isFailure()) {
            super.flushBuffer();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (!isFailure()) {
            return super.getWriter();
        }
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(failure, StandardCharsets.UTF_8));
        }
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream out = super.getOutputStream();
        return new ServletOutputStream() {
            @Override
            public void write(int octet) throws IOException {
                if (isFailure()) {
                    failure.write(octet);
                } else {
                    out.write(octet);
                }
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                if (isFailure()) {
                    failure.write(octets, offset, length);
                } else {
                    out.write(octets, offset, length);
                }
            }

            @Override
            public void flush() throws IOException {
                if (!isFailure()) {
                    out.flush();
                }
            }

            @Override
            public void close() throws IOException {
                if (!isFailure()) {
                    out.close();
                }
            }

            @Override
            public boolean isReady() {
                return out.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                out.setWriteListener(listener);
            }
        };
    }
}
