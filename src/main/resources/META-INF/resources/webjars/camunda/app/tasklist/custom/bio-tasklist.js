/** What Bio-Approval adds to Tasklist; named in scripts/config.js. */
import caseLine from './case-line.js';
import clockNotice from './clock-notice.js';
import documents from './documents.js';
import messages from './messages.js';
import queryCode from './query-code.js';

export default [messages, clockNotice, documents, queryCode, caseLine];
