package io.palimpsest.policy.render;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Language;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.Retention;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Values as a reader says them. */
final class Terms {
  private final Language language;

  Terms(Language language) {
    this.language = language;
  }

  /** {@code P1Y2M} is 1 year 2 months, and 1 年 2 个月. */
  String period(Period period) {
    List<String> parts = new ArrayList<>();
    add(parts, period.getYears(), "year", "年");
    add(parts, period.getMonths(), "month", "个月");
    add(parts, period.getDays(), "day", "天");
    return String.join(" ", parts);
  }

  String duration(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(parts, duration.toHours(), "hour", "小时");
    add(parts, duration.toMinutesPart(), "minute", "分钟");
    add(parts, duration.toSecondsPart(), "second", "秒");
    return String.join(" ", parts);
  }

  String retention(Retention retention) {
    return switch (retention) {
      case Retention.Calendar calendar when calendar.isUntilCompletion() ->
          Words.WITH_THE_CALL.in(language);
      case Retention.Calendar(var period) -> period(period.period());
      case Retention.Clock(var duration) -> duration(duration);
      case Retention.AccountLife _ -> Words.WITH_THE_ACCOUNT.in(language);
      case Retention.WithSource _ -> Words.WITH_ITS_SOURCE.in(language);
    };
  }

  String dataClass(DataClass dataClass) {
    return switch (language) {
      case EN ->
          switch (dataClass) {
            case MONITORING -> "Monitoring data";
            case OPERATION_LOG -> "Operation log";
            case IDENTIFICATION -> "Identification data";
            case IDENTIFICATION_EXPORT -> "Exports of identification data";
            case UPLOAD_AND_RESULT -> "Uploads and results";
            case DEBUG_COPY -> "Debug copies";
            case ACCOUNT -> "Account data";
            case RECEIPT -> "Receipts";
            case BACKUP -> "Backups";
          };
      case ZH ->
          switch (dataClass) {
            case MONITORING -> "监控数据";
            case OPERATION_LOG -> "操作日志";
            case IDENTIFICATION -> "身份数据";
            case IDENTIFICATION_EXPORT -> "身份数据导出文件";
            case UPLOAD_AND_RESULT -> "上传文件和识别结果";
            case DEBUG_COPY -> "调试副本";
            case ACCOUNT -> "账户数据";
            case RECEIPT -> "凭证记录";
            case BACKUP -> "备份";
          };
    };
  }

  String basis(LegalBasis basis) {
    return switch (language) {
      case EN ->
          switch (basis) {
            case CONTRACT -> "performance of the contract";
            case LEGITIMATE_INTEREST -> "legitimate interest";
            case EXPLICIT_CONSENT -> "explicit consent";
            case LEGAL_OBLIGATION -> "legal obligation";
            case INSTRUCTIONS -> "the customer's instructions";
          };
      case ZH ->
          switch (basis) {
            case CONTRACT -> "履行合同";
            case LEGITIMATE_INTEREST -> "合法利益";
            case EXPLICIT_CONSENT -> "明示同意";
            case LEGAL_OBLIGATION -> "法定义务";
            case INSTRUCTIONS -> "客户的指示";
          };
    };
  }

  String country(String code) {
    Locale reader = language == Language.EN ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    return Locale.of("", code).getDisplayCountry(reader);
  }

  String labelled(String label, String value) {
    return label + (language == Language.EN ? ": " : "\uff1a") + value;
  }

  String list(List<String> items) {
    return items.isEmpty()
        ? Words.NONE.in(language)
        : String.join(language == Language.EN ? ", " : "、", items);
  }

  private void add(List<String> parts, long count, String unit, String zh) {
    if (count != 0) {
      parts.add(count + " " + (language == Language.ZH ? zh : count == 1 ? unit : unit + "s"));
    }
  }
}
