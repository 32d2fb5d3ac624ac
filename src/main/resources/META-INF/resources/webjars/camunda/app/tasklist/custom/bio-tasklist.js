/** What Bio-Approval adds to Tasklist; named in scripts/config.js. */
import caseLine from './case-line.js';
import clockNotice from './clock-notice.js';
import documents from './documents.js';
import messages from './messages.js';
import verbs from './verbs.js';

export default [messages, clockNotice, documents, caseLine, verbs];
