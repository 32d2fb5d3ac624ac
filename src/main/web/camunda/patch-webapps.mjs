// Puts into Chinese what the shipped Camunda web applications have hard-coded in English, and mends one defect.
//
//   node patch-webapps.mjs <unpacked webjar> <classes directory>
//
// Reads META-INF/resources below the first directory and writes the changed files below the second, where they come
// before the webjar's on the classpath. Every replacement names how often its text must occur: another engine version
// that no longer has it breaks the build here, and not the screen of a clerk.
// No dependencies, no network: plain Node 20.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Script} from 'node:vm';

const RESOURCES = 'META-INF/resources';
const WEBJAR = 'webjars/camunda';
const APPS = ['tasklist', 'cockpit', 'admin', 'welcome'];
const ENGINE_VERSION = '7.24.0';
const BRAND = '生物医药审批协同';
const NAMES = {tasklist: '任务列表', cockpit: '流程监控', admin: '系统管理', welcome: '首页'};

const MONTHS = '["一月","二月","三月","四月","五月","六月","七月","八月","九月","十月","十一月","十二月"]';
const SHORT_MONTHS = '["1月","2月","3月","4月","5月","6月","7月","8月","9月","10月","11月","12月"]';
const DAYS = '["星期日","星期一","星期二","星期三","星期四","星期五","星期六"]';
const EN_MONTHS = '["January","February","March","April","May","June","July","August","September","October",'
  + '"November","December"]';
const EN_SHORT_MONTHS = '["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]';
const EN_DAYS = '["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]';
const EN_SHORT_DAYS = '["Sun","Mon","Tue","Wed","Thu","Fri","Sat"]';

/** form-js 1.8.7, flatpickr, AngularJS, ui-bootstrap and the dmn-js viewer: lib/deps.js, shared by all applications. */
const LIBRARIES = [
  // form-js: validation
  ['i.push("Field is required.")', 'i.push("此项为必填项。")'],
  ['`Field must have minimum value of ${t.min}.`', '`不得小于 ${t.min}。`'],
  ['`Field must have maximum value of ${t.max}.`', '`不得大于 ${t.max}。`'],
  ['`Field must have minimum length of ${t.minLength}.`', '`至少填写 ${t.minLength} 个字符。`'],
  ['`Field must have maximum length of ${t.maxLength}.`', '`不得超过 ${t.maxLength} 个字符。`'],
  ['`Field must match pattern ${t.pattern}.`', '"格式不正确，请按填写说明修改。"'],
  ['"Field must be a valid  international phone number. (e.g. +4930664040900)"',
    '"请填写带国家代码的电话号码，例如 +8613800138000。"'],
  ['"Field must be a valid email."', '"请填写正确的电子邮箱。"'],
  ['"Value is not a number."', '"请填写数字。"'],
  ['"Value is expected to "+(0===n?"be an integer":`have at most ${n} decimal digit${n>1?"s":""}`)+"."',
    '(0===n?"请填写整数。":`最多 ${n} 位小数。`)'],
  ['`Please select a valid value, the two nearest valid values are ${t} and ${i}.`',
    '`请填写有效的数值，最接近的有效值是 ${t} 和 ${i}。`'],
  ['"Date and time must both be entered."', '"日期和时间都要填写。"'],
  // form-js: date and time, always year-month-day and 24 hours, whatever the browser's language
  ['return new Intl.DateTimeFormat(e).formatToParts(', 'return"yyyy-MM-dd";return new Intl.DateTimeFormat(e).formatToParts('],
  ['placeholder:xt()', 'placeholder:"年-月-日"'],
  ['if(e)return ze(r)+":"+ze(i);r=r%12||12;', 'return ze(r)+":"+ze(i);'],
  ['placeholder:h?"hh:mm":"hh:mm ?m"', 'placeholder:"时:分"'],
  // form-js: lists, tables, buttons
  ['emptyListMessage:c="No results"', 'emptyListMessage:c="没有结果"'],
  ['emptyListMessage:D?"No results":"All values selected"', 'emptyListMessage:D?"没有结果":"已全部选择"'],
  ['placeholder:"Search",autoComplete', 'placeholder:"搜索",autoComplete'],
  ['placeholder:t||d?void 0:"Search"', 'placeholder:t||d?void 0:"搜索"'],
  ['children:_||"Select"}', 'children:_||"请选择"}'],
  ['label:"Skip to search"', 'label:"跳到搜索"'],
  ['title:"Remove tag"', 'title:"移除"'],
  ['"Nothing to show."', '"没有数据。"', 2],
  ['children:[k+1," of ",x.length]', 'children:["第 ",k+1," 页，共 ",x.length," 页"]'],
  ['"aria-label":"Previous page"', '"aria-label":"上一页"'],
  ['"aria-label":"Next page"', '"aria-label":"下一页"'],
  ['`Click to sort by ${n} descending`', '`点击按“${n}”降序排列`'],
  ['"Click to remove sorting"', '"点击取消排序"'],
  ['`Click to sort by ${n} ascending`', '`点击按“${n}”升序排列`'],
  ['" ","Add new"]', '" ","添加一行"]'],
  ['`Expand all (${m.length})`', '`展开全部（${m.length}）`'],
  ['" ","Collapse"]', '" ","收起"]'],
  ['`Remove list item ${t+1}`', '`删除第 ${t+1} 行`'],
  ['"aria-label":"Increment"', '"aria-label":"增加"'],
  ['"aria-label":"Decrement"', '"aria-label":"减少"'],
  ['"No content to show."', '"没有内容。"'],
  ['"External content couldn\'t be loaded."', '"无法加载外部内容。"'],
  ['"This is an image placeholder"', '"图片占位"'],
  // flatpickr, the calendar of form-js
  [`weekdays:{shorthand:${EN_SHORT_DAYS},longhand:${EN_DAYS}},months:{shorthand:${EN_SHORT_MONTHS},longhand:${EN_MONTHS}}`,
    `weekdays:{shorthand:["日","一","二","三","四","五","六"],longhand:${DAYS}},`
    + `months:{shorthand:${SHORT_MONTHS},longhand:${MONTHS}}`],
  ['firstDayOfWeek:0,ordinal:function(e){', 'firstDayOfWeek:1,ordinal:function(e){return"";'],
  ['rangeSeparator:" to ",weekAbbreviation:"Wk",scrollTitle:"Scroll to increment",toggleTitle:"Click to toggle",'
    + 'amPM:["AM","PM"],yearAriaLabel:"Year",monthAriaLabel:"Month",hourAriaLabel:"Hour",minuteAriaLabel:"Minute",'
    + 'time_24hr:!1',
    'rangeSeparator:" 至 ",weekAbbreviation:"周",scrollTitle:"滚动可增减",toggleTitle:"点击切换",'
    + 'amPM:["上午","下午"],yearAriaLabel:"年",monthAriaLabel:"月",hourAriaLabel:"时",minuteAriaLabel:"分",'
    + 'time_24hr:!0'],
  // AngularJS: dates of the calendar in Tasklist, Cockpit and Admin
  [`{AMPMS:["AM","PM"],DAY:${EN_DAYS},ERANAMES:["Before Christ","Anno Domini"],ERAS:["BC","AD"],FIRSTDAYOFWEEK:6,`
    + `MONTH:${EN_MONTHS},SHORTDAY:${EN_SHORT_DAYS},SHORTMONTH:${EN_SHORT_MONTHS},STANDALONEMONTH:${EN_MONTHS},`
    + 'WEEKENDRANGE:[5,6],fullDate:"EEEE, MMMM d, y",longDate:"MMMM d, y",medium:"MMM d, y h:mm:ss a",'
    + 'mediumDate:"MMM d, y",mediumTime:"h:mm:ss a",short:"M/d/yy h:mm a",shortDate:"M/d/yy",shortTime:"h:mm a"}',
    `{AMPMS:["上午","下午"],DAY:${DAYS},ERANAMES:["公元前","公元"],ERAS:["公元前","公元"],FIRSTDAYOFWEEK:0,`
    + `MONTH:${MONTHS},SHORTDAY:["日","一","二","三","四","五","六"],SHORTMONTH:${SHORT_MONTHS},STANDALONEMONTH:${MONTHS},`
    + 'WEEKENDRANGE:[5,6],fullDate:"y年M月d日EEEE",longDate:"y年M月d日",medium:"y年M月d日 HH:mm:ss",'
    + 'mediumDate:"y年M月d日",mediumTime:"HH:mm:ss",short:"yyyy-MM-dd HH:mm",shortDate:"yyyy-MM-dd",shortTime:"HH:mm"}'],
  ['id:"en-us",localeID:"en_US"', 'id:"zh-cn",localeID:"zh_CN"'],
  ['formatDayTitle:"MMMM yyyy"', 'formatDayTitle:"yyyy年M月"'],
  ['currentText:"Today"', 'currentText:"今天"'],
  ['clearText:"Clear"', 'clearText:"清除"'],
  ['closeText:"Done"', 'closeText:"完成"'],
  ['class="sr-only">previous<', 'class="sr-only">上一页<', 4],
  ['class="sr-only">next<', 'class="sr-only">下一页<', 4],
  ['placeholder="HH"', 'placeholder="时"'],
  ['placeholder="MM"', 'placeholder="分"'],
  ['placeholder="SS"', 'placeholder="秒"'],
  ['firstText:"First"', 'firstText:"首页"'],
  ['previousText:"Previous"', 'previousText:"上一页"'],
  ['nextText:"Next"', 'nextText:"下一页"'],
  ['lastText:"Last"', 'lastText:"末页"'],
  ['previousText:"« Previous"', 'previousText:"« 上一页"'],
  ['nextText:"Next »"', 'nextText:"下一页 »"'],
  // dmn-js: decision tables in Cockpit
  ['_translate("Hit policy:")', '_translate("命中策略：")', 2],
  ['this._translate("When"):this._translate("And")', 'this._translate("当"):this._translate("且")'],
  ['this._translate("Then"):this._translate("And")', 'this._translate("则"):this._translate("且")'],
  ['l(0===r?"When":"And")', 'l(0===r?"当":"且")'],
  ['c(0===r?"Then":"And")', 'c(0===r?"则":"且")'],
  ...Object.entries({
    'Decision name: ': ['决策名称：', 2], 'Output label: ': ['输出：', 1],
  }).map(([what, [by, times]]) => [`this._translate("${what}")`, `this._translate("${by}")`, times]),
  ...Object.entries({
    Unique: ['唯一', 'No overlap is possible and all rules are disjoint. Only a single rule can be matched', '规则互不重叠，最多命中一条'],
    First: ['首个', 'Rules may overlap. The first matching rule will be chosen', '规则可以重叠，取第一条命中的规则'],
    Priority: ['优先级', 'Rules may overlap. The one with the highest priority will be chosen', '规则可以重叠，取优先级最高的规则'],
    Any: ['任意', 'Rules may overlap. Their output have to match', '规则可以重叠，但输出必须相同'],
    Collect: ['收集', 'Collects the values of all matching rules', '收集所有命中规则的值'],
    'Collect (Sum)': ['收集（求和）', 'Collects the values of all matching rules and sums up to a single value', '所有命中规则的值求和'],
    'Collect (Min)': ['收集（最小）', 'Collects the values of all matching rules and uses the lowest value', '取所有命中规则中的最小值'],
    'Collect (Max)': ['收集（最大）', 'Collects the values of all matching rules and uses the highest value', '取所有命中规则中的最大值'],
    'Collect (Count)': ['收集（计数）', 'Collects the values of all matching rules and counts the number of them', '统计命中规则的数量'],
    'Rule order': ['规则顺序', 'Collects the values of all matching rules in rule order', '按规则顺序收集所有命中规则的值'],
    'Output order': ['输出顺序', 'Collects the values of all matching rules in decreasing output priority order', '按输出优先级从高到低收集所有命中规则的值'],
  }).flatMap(([label, [chinese, explanation, explained]]) => [
    [`{label:"${label}",value:{hitPolicy:`, `{label:"${chinese}",value:{hitPolicy:`],
    [`explanation:"${explanation}"}`, `explanation:"${explained}"}`],
  ]),
  ['l("Input label: ")', 'l("输入：")'],
  ['l("Input expression: ")', 'l("输入表达式：")'],
  ['l("Input values"):l("Input type")', 'l("输入值"):l("输入类型")'],
  ['c("Output label")', 'c("输出")'],
  ['c("Output name")', 'c("输出名称")'],
  ['c("Output values"):c("Output type")', 'c("输出值"):c("输出类型")'],
  ['this.translate("Annotations")', 'this.translate("说明")'],
  ['this._translate("View DRD")', 'this._translate("查看决策需求图")', 2],
];

/** In the bundle of each application. */
const EACH_APPLICATION = [
  ['{welcome:{label:"Welcome"},admin:{label:"Admin"},cockpit:{label:"Cockpit"},tasklist:{label:"Tasklist"}}',
    `{welcome:{label:"${NAMES.welcome}"},admin:{label:"${NAMES.admin}"},cockpit:{label:"${NAMES.cockpit}"},`
    + `tasklist:{label:"${NAMES.tasklist}"}}`],
  ['ng-if="editable.length">\\n      Actions\\n', 'ng-if="editable.length">\\n      操作\\n'],
  ['>\\n          Download\\n', '>\\n          下载\\n'],
  ['>\\n            Upload\\n', '>\\n            上传\\n'],
  ['title="zoom in"', 'title="放大"', 3],
  ['title="zoom out"', 'title="缩小"', 3],
  ['title="reset zoom"', 'title="恢复原大小"', 3],
  ['day:"HH:mm",week:"dd DD",month:"DD MMM"', 'day:"HH:mm",week:"dd D日",month:"M月D日"'],
  ['status:"Error in localization configuration",message:\'"\'', 'status:"语言文件加载失败",message:\'"\''],
  ['\'" is declared as available locale, but no such locale file exists.\'', '\'" 没有对应的语言文件。\''],
];

/** A notification shows the server's message as HTML; what a user typed must not come back as markup. */
const SAFE_NOTIFICATIONS = ['e', 't'].map(name => [
  `.trustHTML=function(${name}){return n.trustAsHtml(${name})}`,
  `.trustHTML=function(${name}){return n.trustAsHtml(window.DOMPurify.sanitize(${name}))}`,
]);

const FILTER_CRITERIA = [
  ['"E.g.: `${ now() }`, `${ dateTime() }` or `${ dateTime().plusWeeks(2) }`"',
    '"例如：`${ now() }`、`${ dateTime() }` 或 `${ dateTime().plusWeeks(2) }`"'],
  ['"E.g.: `${ currentUser() }`"', '"例如：`${ currentUser() }`"'],
  ['"List of values seperated by comma. E.g.: `keyC, keyA, keyB`"', '"多个值用逗号分隔。例如：`keyC, keyA, keyB`"'],
  ['"List of values separated by comma or an expression which evaluates to a list. E.g.: `camunda-admin, accounting` '
    + 'or `${ currentUserGroups() }`"',
    '"多个值用逗号分隔，或用结果为列表的表达式。例如：`camunda-admin, accounting` 或 `${ currentUserGroups() }`"'],
  ['group:"Process Instance"', 'group:"流程实例"'],
  ['group:"Process definition"', 'group:"流程定义"'],
  ['group:"Case Instance"', 'group:"案例实例"'],
  ['group:"Case definition"', 'group:"案例定义"'],
  ['group:"Other"', 'group:"其他"'],
  ['group:"User / Group"', 'group:"用户/用户组"'],
  ['group:"Task"', 'group:"任务"'],
  ['group:"Dates"', 'group:"日期"'],
  ...Object.entries({
    processInstanceBusinessKey: ['Business Key', '业务编号'],
    processInstanceBusinessKeyLike: ['Business Key Like', '业务编号近似'],
    processDefinitionKey: ['Key', '标识'],
    processDefinitionKeyIn: ['Key In', '标识属于'],
    processDefinitionName: ['Name', '名称'],
    processDefinitionNameLike: ['Name Like', '名称近似'],
    caseInstanceBusinessKey: ['Business Key', '业务编号'],
    caseInstanceBusinessKeyLike: ['Business Key Like', '业务编号近似'],
    caseDefinitionKey: ['Key', '标识'],
    caseDefinitionName: ['Name', '名称'],
    caseDefinitionNameLike: ['Name Like', '名称近似'],
    active: ['Active', '未挂起'],
    activityInstanceIdIn: ['Activity Instance ID In', '活动实例 ID 属于'],
    executionId: ['Execution ID', '执行 ID'],
    assignee: ['Assignee', '办理人'],
    assigneeIn: ['Assignee in', '办理人属于'],
    assigneeLike: ['Assignee Like', '办理人近似'],
    owner: ['Owner', '负责人'],
    candidateGroup: ['Candidate Group', '候选组'],
    candidateGroups: ['Candidate Groups', '候选组属于'],
    candidateUser: ['Candidate User', '候选用户'],
    involvedUser: ['Involved User', '相关用户'],
    assigned: ['Assigned', '已指派'],
    unassigned: ['Unassigned', '未指派'],
    delegationState: ['Delegation State', '委派状态'],
    taskDefinitionKey: ['Definition Key', '定义标识'],
    taskDefinitionKeyIn: ['Definition Key In', '定义标识属于'],
    taskDefinitionKeyLike: ['Definition Key Like', '定义标识近似'],
    name: ['Name', '名称'],
    nameLike: ['Name Like', '名称近似'],
    description: ['Description', '说明'],
    descriptionLike: ['Description Like', '说明近似'],
    priority: ['Priority', '优先级'],
    maxPriority: ['Priority Max', '优先级不高于'],
    minPriority: ['Priority Min', '优先级不低于'],
    tenantIdIn: ['Tenant ID In', '租户 ID 属于'],
    withoutTenantId: ['Without Tenant ID', '无租户 ID'],
    withoutDueDate: ['Without Due Date', '无到期日'],
    createdBefore: ['Created Before', '创建时间早于'],
    createdAfter: ['Created After', '创建时间晚于'],
    dueBefore: ['Due Before', '到期日早于'],
    dueAfter: ['Due After', '到期日晚于'],
    followUpAfter: ['Follow Up After', '跟进日期晚于'],
    followUpBefore: ['Follow Up Before', '跟进日期早于'],
    followUpBeforeOrNotExistent: ['Follow Up Before or Not Existent', '跟进日期早于或没有'],
  }).map(([name, [english, chinese]]) => [`{name:"${name}",label:"${english}"`, `{name:"${name}",label:"${chinese}"`]),
];

const APPLICATION = {
  tasklist: [
    SAFE_NOTIFICATIONS[0],
    ...FILTER_CRITERIA,
    // form-js keeps an empty list of errors for each valid row of a dynamic list; Tasklist counted the lists and so
    // left "Complete" disabled for ever. Only a message counts as an error.
    ['function A(){k=!1;var e=v.submit();',
      'function hasFormErrors(e){return null!==e&&"object"==typeof e?Object.values(e).some(hasFormErrors):!!e}'
      + 'function A(){k=!1;var e=v.submit();'],
    ['var t=!!Object.keys(e.errors).length;h.notifyFormValidated(t)',
      'var t=hasFormErrors(e.errors);h.notifyFormValidated(t)'],
    ['a=t.errors,!Object.keys(a).length', 'a=t.errors,!hasFormErrors(a)'],
    // The engine puts English before a refusal's own message, and a listener's refusal into English quotes.
    ['function A(){k=!1;var e=v.submit();',
      'function withoutEnglish(e){'
      + 'if(e&&"string"==typeof e.message)e.message=e.message'
      + '.replace(/^(Cannot submit task form|Cannot instantiate process definition) [^ ]+: /,"")'
      + '.replace(/^ENGINE-03051 [^]*?Exception while invoking TaskListener: ([^]*)\'$/,"$1");return e}'
      + 'function A(){k=!1;var e=v.submit();'],
    ['e.t0=e.catch(0),t(e.t0);case 11:case"end":return e.stop()}}),e,null,[[0,8]])})));'
      + 'return function(t){return e.apply(this,arguments)}}()),o.$watch("asynchronousFormKey"',
      'e.t0=e.catch(0),t(withoutEnglish(e.t0));case 11:case"end":return e.stop()}}),e,null,[[0,8]])})));'
      + 'return function(t){return e.apply(this,arguments)}}()),o.$watch("asynchronousFormKey"'],
    // form-js keeps what is typed to itself for 300 ms; when another field changes meanwhile it draws all fields from what
    // it knows, and what was typed is gone. Every key counts at once.
    ['v=new p({container:l[0]})', 'v=new p({container:l[0],debounce:!1})'],
    // 办理过程 (custom/course.js) tells what these two tabs would, in Chinese and with the path taken.
    ['registerDefaultView("tasklist.task.detail",{id:"task-detail-history"',
      'registerDefaultView("tasklist.task.unused",{id:"task-detail-history"'],
    ['registerDefaultView("tasklist.task.detail",{id:"task-detail-diagram"',
      'registerDefaultView("tasklist.task.unused",{id:"task-detail-diagram"'],
    // Drafts are kept on the server (custom/drafts.js), not in this browser: what was kept comes back before the form is
    // shown, every change is told, and the button Save keeps at once.
    ['b=JSON.parse(localStorage.getItem("camunda-form:".concat(y))||"{}")', 'b={}'],
    ['v.importSchema(t,r(r({},n),b))',
      '(window.bioDrafts?window.bioDrafts.open(draftPlace(),l[0]):Promise.resolve(b))'
      + '.then((function(e){return v.importSchema(t,r(r({},n),e))}))'],
    ['v.on("changed",(function(e){h.notifyFormDirty(!0);',
      'v.on("changed",(function(e){h.notifyFormDirty(!0);'
      + 'window.bioDrafts&&window.bioDrafts.changed(draftPlace(),v._getSubmitData());'],
    ['function T(){var e=A().data;localStorage.setItem("camunda-form:".concat(y),JSON.stringify(e)),h.notifyFormDirty(!1)}',
      'function draftPlace(){return y||"start:"+h.getParams().processDefinitionId}'
      + 'function T(){window.bioDrafts&&window.bioDrafts.keep(draftPlace(),v._getSubmitData()),h.notifyFormDirty(!1)}'],
    // Who opens a case wants its number, and time to write it down with the query code, which is shown this once.
    ['n("PROCESS_START_OK").then((function(e){s.addMessage({duration:3e3,status:e})}))',
      'window.bioDrafts&&window.bioDrafts.started(),n("PROCESS_START_OK").then((function(e){'
      + 's.addMessage({duration:r.queryCode?6e5:2e4,status:r.businessKey?e+" "+r.businessKey:e,'
      + 'message:r.queryCode?"查询码 "+r.queryCode+"（只显示这一次，请抄给申请人）":""})}))'],
    // Tasklist says nothing when a task is completed; ours tells where the case went (custom/completed.js).
    ['if(n)return l("COMPLETE_ERROR",n);var i;',
      'if(n)return l("COMPLETE_ERROR",n);'
      + 'window.dispatchEvent(new CustomEvent("bio-task-completed",{detail:{id:e.task.id,name:e.task.name}}));var i;'],
    // A recorded substitute (代理) works on a task in the name of whom she substitutes, see custom/substitutions.js.
    ['d.provide("isAssignee",["assignee",function(t){return!!t&&t.id===e.$root.authentication.name}])',
      'd.provide("isAssignee",["assignee",function(t){return!!t&&(t.id===e.$root.authentication.name||'
      + '!!window.bioSubstitutes&&window.bioSubstitutes(e.$root.authentication.name,t.id,'
      + 'function(){d.changed("isAssignee")}))}])'],
    // What is due first stands first.
    ['sortOrder||"desc",r[0].sortBy=r[0].sortBy||"created"', 'sortOrder||"asc",r[0].sortBy=r[0].sortBy||"dueDate"'],
    ['placeholder="varName"', 'placeholder="变量名称"'],
  ],
  cockpit: [
    SAFE_NOTIFICATIONS[0],
    ['normal:"YYYY-MM-DD[T]HH:mm:ss"', 'normal:"YYYY-MM-DD HH:mm:ss"'],
    ['class="null-value">null<', 'class="null-value">无<', 3],
    ['<i>Message is null.</i>', '<i>没有信息。</i>', 3],
    ['"failedJob"===e.incidentType?"Failed Job":e.incidentType',
      '"failedJob"===e.incidentType?"作业失败":"failedExternalTask"===e.incidentType?"外部任务失败":e.incidentType'],
    ['<span class="loading-text">Loading diagram</span>', '<span class="loading-text">正在加载图形</span>'],
  ],
  admin: [
    SAFE_NOTIFICATIONS[1],
    ['</button> Select all\\n', '</button> 全选\\n'],
    ['</button> Unselect all\\n', '</button> 全不选\\n'],
  ],
  welcome: [
    SAFE_NOTIFICATIONS[0],
    ['placeholder="Jonny"', 'placeholder="名"'],
    ['placeholder="Prosciutto"', 'placeholder="姓"'],
    ['placeholder="j.prosciutto@acme.org"', 'placeholder="name@example.cn"'],
  ],
};

/** Tasklist's own plugin: the order that it names above the list. */
const TASKLIST_PLUGIN = [
  ['t.sortings.push({order:"desc",by:"created"})', 't.sortings.push({order:"asc",by:"dueDate"})'],
];

/** Cockpit's own plugin. */
const COCKPIT_PLUGIN = [
  ['class="null-value">null<', 'class="null-value">无<'],
  ['uib-tooltip="Toggle this section"', 'uib-tooltip="展开或收起此部分"'],
  ['title="Select all"', 'title="全选"'],
  ['uib-tooltip="Suspended Job Definition"', 'uib-tooltip="已挂起的作业定义"'],
  ['title:"Suspended Job Definition"', 'title:"已挂起的作业定义"'],
  ['Invalid Date Value.', '日期无效。', 2],
  ['"Variable value of type "', '"不显示此类型的变量值："', 2],
  ['+" is not shown"', '', 2],
  ['status:"Error",message:"This process definition has no job definitions associated with. The job priority cannot be '
    + 'overridden."', 'status:"错误",message:"该流程定义没有作业定义，无法覆盖作业优先级。"'],
];

/**
 * Returns the text with each replacement made.
 *
 * @param text the text to change
 * @param replacements [what, by, how often] each; how often is 1 unless given
 * @param name the file's name, for the message
 * @throws Error naming each text that does not occur as often as expected
 */
export function replaceAll(text, replacements, name) {
  const wrong = [];
  for (const [what, by, times = 1] of replacements) {
    const found = text.split(what).length - 1;
    if (found === times) {
      text = text.split(what).join(by);
    } else {
      wrong.push(`  expected ${times}, found ${found}: ${what}`);
    }
  }
  if (wrong.length > 0) {
    throw new Error(`${name} is not what this patch was written for:\n${wrong.join('\n')}`);
  }
  return text;
}

/** As HTML in ASCII: the engine's filter sends the page as ISO-8859-1 but with the length it has in UTF-8. */
function entities(text) {
  return [...text].map(c => c.charCodeAt(0) < 128 ? c : `&#${c.codePointAt(0)};`).join('');
}

function filesBelow(directory) {
  if (!existsSync(directory)) {
    return [];
  }
  return readdirSync(directory).sort().flatMap(name => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Patches the unpacked webjar: writes below the classes directory what changed. */
function patchWebapps(webjar, classes) {
  const read = path => readFileSync(join(webjar, RESOURCES, path), 'utf8');
  const patched = new Map();
  const patch = (path, replacements) => patched.set(path, replaceAll(patched.get(path) ?? read(path), replacements, path));
  const bundle = app => `${WEBJAR}/app/${app}/camunda-${app}-bootstrap.js`;
  patch(`${WEBJAR}/lib/deps.js`, LIBRARIES);
  APPS.forEach(app => patch(bundle(app), [...EACH_APPLICATION, ...APPLICATION[app]]));
  for (const path of patched.keys()) {
    new Script(patched.get(path), {filename: path}); // throws where a replacement broke the syntax
  }
  patch('plugin/cockpit/app/plugin.js', COCKPIT_PLUGIN);
  patch('plugin/tasklist/app/plugin.js', TASKLIST_PLUGIN);

  // One cache-buster for everything the browser loads: it changes whenever anything of ours changes. The shipped one
  // is the engine version and would leave a returning user with yesterday's scripts and labels.
  const pages = APPS.map(app => `${WEBJAR}/app/${app}/index.html`);
  const hash = createHash('sha256');
  patched.forEach((text, path) => hash.update(path).update(text));
  filesBelow(join(classes, RESOURCES, WEBJAR))
    .map(path => relative(join(classes, RESOURCES), path).split(sep).join('/'))
    .filter(path => !patched.has(path) && !pages.includes(path))
    .forEach(path => hash.update(path).update(readFileSync(join(classes, RESOURCES, path))));
  const bust = `${ENGINE_VERSION}-${hash.digest('hex').slice(0, 12)}`;
  for (const app of APPS) {
    patch(bundle(app), [[`"${ENGINE_VERSION}"`, `"${bust}"`, 7]]);
    patch(`${WEBJAR}/app/${app}/index.html`, [
      ['<html lang="en">', '<html lang="zh-CN">'],
      [`<title>Camunda ${app[0].toUpperCase()}${app.slice(1)}</title>`,
        `<title>${entities(`${BRAND} ${NAMES[app]}`)}</title>`],
      [`?bust=${ENGINE_VERSION}"`, `?bust=${bust}"`, 5],
    ]);
  }

  for (const [path, text] of patched) {
    const target = join(classes, RESOURCES, path);
    mkdirSync(dirname(target), {recursive: true});
    writeFileSync(target, text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [webjar, classes] = process.argv.slice(2);
  if (!webjar || !classes) {
    console.error('usage: node patch-webapps.mjs <unpacked webjar> <classes directory>');
    process.exit(2);
  }
  try {
    patchWebapps(webjar, classes);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
