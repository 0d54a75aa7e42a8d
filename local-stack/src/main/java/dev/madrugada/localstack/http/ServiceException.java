package dev.madrugada.localstack.http;

/** An error of a service's protocol. The SDK maps its code to an exception class. */
public final class ServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    public ServiceException(String code, String message) {
        super(message);
        this.code = code;
    }

    public static ServiceException validation(String message) {
        return new ServiceException("ValidationException", message);
    }

    public String code() {
        return code;
    }
}
