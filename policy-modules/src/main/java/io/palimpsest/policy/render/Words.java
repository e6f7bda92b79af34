package io.palimpsest.policy.render;

import io.palimpsest.policy.Language;

/** The words around a policy's own, in every language it is shown in. */
enum Words {
  POLICY("Policy", "政策"),
  VERSION("Version", "版本"),
  EFFECTIVE("In force from", "生效日期"),
  ANNOUNCED("Announced on", "公告日期"),
  CONTENT_HASH("SHA-256 of the content", "内容的 SHA-256 值"),
  LAST_UPDATED("Last updated on", "最近更新日期"),
  PARTIES("Who answers for the data", "数据责任方"),
  CONTROLLER("Controller", "控制者"),
  PROCESSOR("Processor", "处理者"),
  CONTACT("Contact", "联系方式"),
  CLASSES("What is kept, for what and for how long", "保存的数据、用途和期限"),
  CONTENT("Content", "内容"),
  FIELDS("Its only fields", "仅含以下字段"),
  STORE("Where", "存储位置"),
  RETENTION("Kept for", "保存期限"),
  SHORTER("Shorter periods to ask for", "可选的更短期限"),
  OPT_IN("An administrator's leave lasts at most", "管理员授权的最长有效期"),
  ERASURE("Erased by", "删除方式"),
  PURPOSES("Purpose", "用途"),
  BASIS("Legal basis", "法律依据"),
  SENSITIVE_BASIS("For sensitive data", "敏感信息的法律依据"),
  ATTESTED("Consent to be attested", "须声明已取得同意"),
  FAMILIES("Interfaces and consent", "接口与同意"),
  FAMILY("Kind of interface", "接口类别"),
  INTERFACES("Interfaces", "接口"),
  NEEDS("To be attested before a call", "调用前须声明"),
  STORES("May leave behind", "可留存的数据"),
  AGES("Ages", "年龄要求"),
  AGES_INTRO(
      "Below the first age nobody is served. Between the two a parent or guardian consents. From the"
          + " second on people consent for themselves.",
      "未达到第一个年龄的，不提供服务；介于两个年龄之间的，须由父母或其他监护人同意；达到第二个年龄的，可自行同意。"),
  JURISDICTION("Where the person lives", "个人居住地"),
  FLOOR("Not served below", "最低服务年龄"),
  ALONE("Own consent from", "可自行同意的年龄"),
  SOURCE("Source", "依据"),
  ELSEWHERE("anywhere else", "其他地区"),
  REGIONS("Regions", "服务区域"),
  REGION("Region", "区域"),
  PLACE("Place", "地点"),
  COUNTRY("Country", "国家或地区"),
  ZONE("Its days end by", "日期所依时区"),
  SUB_PROCESSORS("Sub-processors", "次级处理者"),
  NO_SUB_PROCESSORS(
      "None: whoever runs the service does all of it. An operator that has help lists it in a module"
          + " of its own that extends this one.",
      "无：服务由运营者自行完成。如运营者使用其他服务方，须在扩展本政策的自有模块中列明。"),
  NAME("Name", "名称"),
  LAW("Under the law of", "适用法律的国家或地区"),
  LOCATION("Works in", "处理地点"),
  FUNCTION("Does", "职能"),
  DATA("Sees", "接触的数据"),
  TRANSFER("Transfer", "传输机制"),
  CERTIFICATIONS("Certifications", "认证"),
  SINCE("Since", "起始日期"),
  TRANSFERS("Where data goes", "数据传输"),
  STAYS("Nothing that a call produces leaves its region.", "调用产生的任何数据均不离开所在区域。"),
  MAY_LEAVE("Data may be worked on outside its region.", "数据可能在所在区域之外处理。"),
  CONSENT_FROM("Separate consent before leaving the country", "出境前须取得单独同意的地区"),
  STAGING_OBJECT_STORE(
      "While a call is worked on, its upload rests encrypted in the region's object store.",
      "调用处理期间，上传的文件加密暂存于所在区域的对象存储中。"),
  STAGING_MEMORY(
      "While a call is worked on, its upload rests in memory only.", "调用处理期间，上传的文件仅存于内存中。"),
  LONGEST_CALL("The longest time a call may take", "单次调用的最长时间"),
  ACCEPTANCE("Acceptance and changes", "接受与变更"),
  EXPLICIT(
      "Every version is accepted by an administrator's own act before calls run under it.",
      "每个版本均须由管理员明确接受后，方可在该版本下进行调用。"),
  CONTINUED_USE(
      "The first version is accepted by an administrator's own act; going on after a change's notice"
          + " is acceptance of the change.",
      "首个版本须由管理员明确接受；变更公告期满后继续使用，即视为接受变更。"),
  NOTICE("Notice before a change holds; until then it may be objected to", "变更生效前的公告期（期间可提出异议）"),
  COUNTDOWN("Reminders before a change holds", "变更生效前的提醒期"),
  BACKUPS("Backups", "备份"),
  ENCRYPTED("Backups are encrypted.", "备份均经加密。"),
  NOT_ENCRYPTED("Backups are not encrypted.", "备份未加密。"),
  COPIED("Copied", "备份范围"),
  RIGHTS("Rights of the people concerned", "个人的权利"),
  RIGHT("Everybody may ask", "个人有权"),
  DUE("Answered within", "办理期限"),
  STATEMENTS("Further terms", "其他条款"),
  LINEAGE("Which module's value holds", "以哪个模块的规定为准"),
  LINEAGE_INTRO(
      "This text joins the modules named here. Where they differ, the more specific one holds.",
      "本文本由下列模块合并而成。各模块不一致的，以较具体的模块为准。"),
  SETTING("Setting", "项目"),
  HOLDS("Holds", "适用的规定"),
  GIVES_WAY("Gives way", "被取代的规定"),
  CLAUSES("Clauses", "条款"),
  TITLE("Title", "标题"),
  SUMMARY("Summary", "摘要"),
  TEXT("Text", "正文"),
  STAGING("Where an upload rests meanwhile", "上传文件的暂存位置"),
  MODE("Way of acceptance", "接受方式"),
  CALLS("Calls", "调用"),
  OUTSIDE_REGION("Worked on outside its region", "是否在所在区域之外处理"),
  ENCRYPTION("Encrypted", "是否加密"),
  YES("yes", "是"),
  NO("no", "否"),
  NONE("none", "无"),
  WITH_THE_CALL("the call itself; the end of the upload day at the latest", "仅限本次调用期间，最迟至上传当日结束"),
  WITH_THE_ACCOUNT("as long as the account lives", "直至账户删除"),
  WITH_ITS_SOURCE("as long as what it is a copy of", "与原数据期限相同"),
  YEARS_OLD("years", "周岁"),
  CHANGES("What changes", "变更内容"),
  FROM_TO("From %s to %s", "由 %s 变更为 %s"),
  NO_CHANGES("Nothing changes.", "无变更。"),
  BEFORE("Before", "变更前"),
  AFTER("After", "变更后"),
  ADDED("new", "新增"),
  REMOVED("no longer there", "删除"),
  BINDING("Where the two languages differ, the English text holds.", "中英文文本不一致的，以英文文本为准。");

  private final String en;
  private final String zh;

  Words(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  String in(Language language) {
    return switch (language) {
      case EN -> en;
      case ZH -> zh;
    };
  }
}
