// Chinese, whatever the browser's language is. Who needs English opens any page once with ?lang=en (and ?lang=zh to
// go back); the choice stays in this browser. The applications would otherwise take the browser's language as soon as
// it is among the available ones, so only the chosen one is declared available.
const LANGUAGES = ['zh', 'en'];
const asked = new URLSearchParams(window.location.search).get('lang');
if (LANGUAGES.includes(asked)) {
  window.localStorage.setItem('bio-approval.language', asked);
}
const kept = window.localStorage.getItem('bio-approval.language');
const language = LANGUAGES.includes(kept) ? kept : 'zh';
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

export default {
  app: {
    name: language === 'zh' ? '任务列表' : 'Tasklist',
    vendor: '生物医药审批协同'
  },
  locales: {
    availableLocales: [language],
    fallbackLocale: language
  },
  // Tasklist plugins: ES modules below app/tasklist/, for example 'custom/dossier.js'.
  customScripts: ['custom/bio-tasklist.js'],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '认领当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '转到第一个筛选器'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '转到列表中的第一项任务'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '转到任务表单的第一个输入框'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: '打开“办理新事项”对话框'
    }
  }
};
