// What the public pages have in common: asking the server, and building what is shown.

/**
 * @param {string} address
 * @param {object} body
 * @returns {Promise<{ok: boolean, body: any}>}
 */
export async function send(address, body) {
  const failed = {ok: false, body: {message: '暂时连接不上，请稍后再试。'}};
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Accept: 'application/json'},
      credentials: 'omit',
      body: JSON.stringify(body)
    });
    const answer = await response.json();
    return response.ok || answer.message ? {ok: response.ok, body: answer} : failed;
  } catch (failure) {
    return failed;
  }
}

/**
 * An element with text or children; text is never taken for markup.
 *
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

/** @param {string} date 2026-03-05 */
export function chinese(date) {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
