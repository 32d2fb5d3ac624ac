package cn.bioapproval.certificates;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The register of a test's database. */
final class RegisterOnDatabase {

    private RegisterOnDatabase() {}

    /** Empties it, although nobody may. */
    static void empty(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.execute("set local session_replication_role = replica");
            jdbc.execute(
                    """
                    truncate certificates_reminder, certificates_entry, certificates_certificate,
                        documents_rendering, documents_document, documents_counter""");
        });
    }
}
