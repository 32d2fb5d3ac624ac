package cn.bioapproval.engine.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** The server's own answer to what does not even reach the application, for example a broken request line. */
public final class PlainErrors extends ErrorReportValve {

    /** Made by the server. */
    public PlainErrors() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(
                        """
                        {"type":"Refusal","code":"ERR_REQUEST_INVALID","message":"请求有误，无法处理，请从系统页面进入。"}""");
                response.finishResponse();
            }
        } catch (IOException e) {
            // The other side is gone: nobody to tell.
        }
    }
}
