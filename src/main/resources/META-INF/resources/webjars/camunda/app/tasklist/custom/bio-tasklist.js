/** What Bio-Approval adds to Tasklist; named in scripts/config.js. */
import caseLine from './case-line.js';
import clockNotice from './clock-notice.js';
import './completed.js';
import documents from './documents.js';
import materials from './materials.js';
import messages from './messages.js';

export default [messages, clockNotice, materials, documents, caseLine];
