// Lets an administrator who is signed in turn the clock of the demonstration forward.

const form = document.getElementById('turn');
const answer = document.getElementById('answer');
const clock = document.querySelector('.clock');

/**
 * What the server says about the person who looks, or null if nobody is signed in.
 *
 * @returns {Promise<{administrator: boolean, csrfToken: string} | null>}
 */
async function whoAmI() {
  const response = await fetch('/api/me', {headers: {Accept: 'application/json'}});
  return response.ok ? response.json() : null;
}

/**
 * @param {{workingDays: number} | {date: string}} turn
 */
async function forward(turn) {
  const buttons = [...form.querySelectorAll('button')];
  buttons.forEach(button => { button.disabled = true; });
  answer.classList.remove('refused');
  answer.textContent = '正在推进……';
  try {
    const me = await whoAmI();
    const response = await fetch('/api/demo/clock', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': me ? me.csrfToken : ''},
      body: JSON.stringify(turn),
    });
    const told = await response.json();
    if (!response.ok) {
      throw new Error(told.message);
    }
    document.getElementById('today').textContent = told.today;
    clock.dataset.turned = String(told.turned);
    answer.textContent = `现在是${told.today} 9 时。已经到期的事项会在几秒钟内自动处理。`;
  } catch (failure) {
    answer.classList.add('refused');
    answer.textContent = failure.message || '没有推进成功，请稍后重试。';
  } finally {
    buttons.forEach(button => { button.disabled = false; });
  }
}

form.addEventListener('click', event => {
  const days = event.target instanceof HTMLElement && event.target.dataset.days;
  if (days) {
    forward({workingDays: Number(days)});
  }
});

form.addEventListener('submit', event => {
  event.preventDefault();
  const date = form.elements.namedItem('date').value;
  if (date) {
    forward({date});
  } else {
    answer.classList.add('refused');
    answer.textContent = '请先选择日期。';
  }
});

const me = await whoAmI();
if (me && me.administrator) {
  form.hidden = false;
  document.getElementById('visitor').hidden = true;
}
