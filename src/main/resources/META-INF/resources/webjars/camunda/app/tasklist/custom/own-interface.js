/**
 * Talks to the application's own interface, /api/**, in the session of Tasklist.
 *
 * @typedef {{CSRFToken?: string}} PluginApi what Tasklist gives each plugin
 */

/** Something that the person can read. */
export class Refused extends Error {

  /**
   * @param {string} message
   * @param {number} status of HTTP
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function read(address, signal) {
  return answer(await fetch(address, {headers: {Accept: 'application/json'}, credentials: 'same-origin', signal}));
}

/**
 * @param {string} address
 * @param {PluginApi} api
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function post(address, api, signal) {
  return send('POST', address, undefined, {csrf: api.CSRFToken, signal});
}

/**
 * Changes something on the server.
 *
 * @param {'POST' | 'PUT' | 'DELETE'} method
 * @param {string} address
 * @param {unknown} [body] sent as JSON
 * @param {{csrf?: string, signal?: AbortSignal, keepalive?: boolean}} [options] keepalive: also when the page goes away
 * @returns {Promise<any>}
 */
export async function send(method, address, body, {csrf, signal, keepalive = false} = {}) {
  const headers = {Accept: 'application/json', 'X-XSRF-TOKEN': csrf || csrfToken({})};
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  return answer(await fetch(address, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'same-origin',
    keepalive,
    signal
  }));
}

/**
 * @param {string} address
 * @param {PluginApi} api
 * @param {object} body sent as JSON
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function postJson(address, api, body, signal) {
  return send('POST', address, body, {csrf: api.CSRFToken, signal});
}

/** Whether nobody is signed in yet: Tasklist renders what stands in the bar before that. */
export function atSignIn() {
  return window.location.hash.startsWith('#/login');
}

/**
 * The token that every change carries: Tasklist's, or as the webapps keep it in their cookie.
 *
 * @param {PluginApi} api
 */
export function csrfToken(api) {
  if (api.CSRFToken) {
    return api.CSRFToken;
  }
  const found = document.cookie.split('; ').find(part => part.startsWith('XSRF-TOKEN='));
  return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
}

/** @param {Response} response */
async function answer(response) {
  if (response.status === 204) {
    return null;
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Refused(body && body.message ? body.message : '暂时读取不到，请稍后重试。',
      response.status);
  }
  return body;
}

/**
 * An element with text or children; text is never taken for markup.
 *
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

/** @param {string} date 2026-03-05 */
export function chineseDate(date) {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
