package cn.bioapproval.notifications;

import cn.bioapproval.cases.CaseEvent;
import java.util.Map;

/**
 * Values that a message tells the applicant and nobody else: they stand beside the message in the outbox until it is
 * sent or given up, never in what is kept of it, and never in a fact of the event, which the audit trail would keep.
 */
public interface MessageSecrets {

    /** The secrets that templates of this event may use, by the name of their placeholder; asked in its transaction. */
    Map<String, String> secretsOf(CaseEvent event);
}
