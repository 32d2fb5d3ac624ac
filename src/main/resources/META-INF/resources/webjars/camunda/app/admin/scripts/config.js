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
    name: language === 'zh' ? '系统管理' : 'Admin',
    vendor: '生物医药审批协同'
  },
  locales: {
    availableLocales: [language],
    fallbackLocale: language
  },
  customScripts: [],
  disableWelcomeMessage: true
};
