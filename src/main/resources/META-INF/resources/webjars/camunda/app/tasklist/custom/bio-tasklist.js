/** What Bio-Approval adds to Tasklist; named in scripts/config.js. */
import bulk from './bulk.js';
import caseLine from './case-line.js';
import clockNotice from './clock-notice.js';
import clockTab from './clock-tab.js';
import './completed.js';
import course from './course.js';
import dossier from './dossier.js';
import './drafts.js';
import materials from './materials.js';
import messages from './messages.js';
import queryCode from './query-code.js';
import substitutions from './substitutions.js';
import verbs from './verbs.js';

export default [
  messages, substitutions, clockNotice, dossier, materials, clockTab, course, queryCode, caseLine,
  verbs, bulk
];
