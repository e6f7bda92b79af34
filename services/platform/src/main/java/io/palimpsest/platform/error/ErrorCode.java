package io.palimpsest.platform.error;

/**
 * Every error the platform answers with, by its code in the AppID API (Tencent Cloud API 3.0,
 * common errors and OCR 2018-11-19), grouped by whose fault it is. What each code costs is not said
 * here but in {@code billed-results.yml}.
 */
public enum ErrorCode {
  // The request does not follow the protocol.
  REQUEST_SIZE_LIMIT_EXCEEDED("RequestSizeLimitExceeded", Fault.CALLER),
  UNSUPPORTED_PROTOCOL("UnsupportedProtocol", Fault.CALLER),
  INVALID_REQUEST("InvalidRequest", Fault.CALLER),
  INVALID_PARAMETER("InvalidParameter", Fault.CALLER),
  MISSING_PARAMETER("MissingParameter", Fault.CALLER),
  NO_SUCH_VERSION("NoSuchVersion", Fault.CALLER),
  INVALID_ACTION("InvalidAction", Fault.CALLER),
  UNSUPPORTED_OPERATION("UnsupportedOperation", Fault.CALLER),

  // Nobody is known to have sent it.
  INVALID_AUTHORIZATION("AuthFailure.InvalidAuthorization", Fault.CALLER),
  INVALID_SECRET_ID("AuthFailure.InvalidSecretId", Fault.CALLER),
  SECRET_ID_NOT_FOUND("AuthFailure.SecretIdNotFound", Fault.CALLER),
  SIGNATURE_EXPIRE("AuthFailure.SignatureExpire", Fault.CALLER),
  SIGNATURE_FAILURE("AuthFailure.SignatureFailure", Fault.CALLER),
  TOKEN_FAILURE("AuthFailure.TokenFailure", Fault.CALLER),

  // Somebody known may not do it.
  KEY_NOT_PERMITTED("AuthFailure.UnauthorizedOperation", Fault.CALLER),
  UNAUTHORIZED_OPERATION("UnauthorizedOperation", Fault.CALLER),
  IP_IN_BLACKLIST("IpInBlacklist", Fault.CALLER),
  IP_NOT_IN_WHITELIST("IpNotInWhitelist", Fault.CALLER),
  UNSUPPORTED_REGION("UnsupportedRegion", Fault.CALLER),
  POLICY_NOT_ACCEPTED("FailedOperation.UnOpenError", Fault.CALLER),
  IN_ARREARS("ResourceUnavailable.InArrears", Fault.CALLER),
  REQUEST_LIMIT_EXCEEDED("RequestLimitExceeded", Fault.CALLER),
  DAY_QUOTA_EXCEEDED("FailedOperation.CountLimitError", Fault.CALLER),
  MONTH_QUOTA_EXCEEDED("LimitExceeded", Fault.CALLER),

  // What was asked or sent cannot be worked on.
  INVALID_PARAMETER_VALUE("InvalidParameterValue", Fault.CALLER),
  PARAMETER_VALUE_LIMIT("InvalidParameterValue.InvalidParameterValueLimit", Fault.CALLER),
  FILE_TOO_LARGE("LimitExceeded.TooLargeFileError", Fault.CALLER),
  DOWNLOAD_ERROR("FailedOperation.DownLoadError", Fault.CALLER),
  EMPTY_IMAGE("FailedOperation.EmptyImageError", Fault.CALLER),
  UNKNOWN_FILE_TYPE("FailedOperation.UnKnowFileTypeError", Fault.CALLER),
  IMAGE_DECODE_FAILED("FailedOperation.ImageDecodeFailed", Fault.CALLER),
  IMAGE_SIZE_TOO_LARGE("FailedOperation.ImageSizeTooLarge", Fault.CALLER),
  PDF_PARSE_FAILED("FailedOperation.PDFParseFailed", Fault.CALLER),
  LANGUAGE_NOT_SUPPORTED("FailedOperation.LanguageNotSupport", Fault.CALLER),
  IMAGE_NO_TEXT("FailedOperation.ImageNoText", Fault.CALLER),
  NO_PASSPORT("FailedOperation.NoPassport", Fault.CALLER),
  RESOURCE_NOT_FOUND("ResourceNotFound", Fault.CALLER),

  // We could not do it.
  ENGINE_TIMEOUT("FailedOperation.EngineRecognizeTimeout", Fault.CAPACITY),
  SERVICE_UNAVAILABLE("ServiceUnavailable", Fault.CAPACITY),
  OCR_FAILED("FailedOperation.OcrFailed", Fault.US),
  INTERNAL_ERROR("InternalError", Fault.US);

  private final String wire;
  private final Fault fault;

  ErrorCode(String wire, Fault fault) {
    this.wire = wire;
    this.fault = fault;
  }

  /** The code as it stands in an answer and in a monitoring record. */
  public String wire() {
    return wire;
  }

  public Fault fault() {
    return fault;
  }

  /** Whose fault an error is. */
  public enum Fault {
    CALLER,
    US,
    /** Too much is going on; the same call may succeed later. */
    CAPACITY
  }
}
