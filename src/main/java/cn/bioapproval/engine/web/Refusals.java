package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Tells refusals of our own interface ({@code /api/**}) in the words and with the status that the desk uses. */
@RestControllerAdvice(annotations = RestController.class)
class Refusals {

    @ExceptionHandler(RuntimeException.class)
    void refuse(RuntimeException failure, HttpServletResponse response) throws IOException {
        Refusal refusal = Failures.refusalIn(failure);
        if (refusal == null) {
            throw failure;
        }
        Answers.refuse(response, refusal);
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, MethodArgumentTypeMismatchException.class})
    void unreadable(HttpServletResponse response) throws IOException {
        Answers.refuse(response, StrictJson.unreadable());
    }
}
