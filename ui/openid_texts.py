"""The words of logging in through a provider: Simplified Chinese and English."""

from __future__ import annotations

OPENID_TEXTS: dict[str, tuple[str, str]] = {
    "openid_unnamed": ("统一身份认证", "single sign-on"),
    "openid_do": ("通过{name}登录", "Log in with {name}"),
    "openid_again": ("重新登录", "Try again"),
    "openid_to_login": ("返回登录页", "Back to the login page"),
    "openid_left": (
        "您已退出工作台，{name}的登录仍然有效。",
        "You have logged out of the staff space, and are still logged in with {name}.",
    ),
    "openid_leave": ("一并退出", "Log out there too"),
    "openid_subject": ("身份编号", "Subject"),
    "openid_done_title": ("登录成功", "You are logged in"),
    "openid_done_body": ("正在打开工作台。", "The staff space opens now."),
    "openid_done_do": ("继续", "Continue"),
    "openid_unknown_title": ("您还没有工作台账号", "You have no account here yet"),
    "openid_unknown_body": (
        "{name}已确认您的身份，但工作台没有与之对应的账号。请将下面的身份编号告知管理员，由管理员添加账号后再登录。",
        "You are known to {name}, but the staff space has no account for you. Please give the subject below to an "
        "administrator; once they have added an account, log in again.",
    ),
    "openid_cancelled_title": ("登录已取消", "The login was cancelled"),
    "openid_cancelled_body": (
        "{name}没有完成登录。您可以重新登录，或使用账号和密码。",
        "The login with {name} was not completed. You can try again, or use an account and a password.",
    ),
    "openid_stale_title": ("这次登录已失效", "This login is no longer valid"),
    "openid_stale_body": (
        "登录超过10分钟，或已在另一窗口进行，或已经用过。请重新登录。",
        "It took longer than ten minutes, was begun in another window, or has been used already. Please try again.",
    ),
    "openid_locked_title": ("请稍后再登录", "Please log in later"),
    "openid_locked_body": (
        "此网络地址的失败次数过多，请在{minutes}分钟后再试。",
        "There were too many failures from this network address. Please try again in {minutes} min.",
    ),
    "openid_unreachable_title": ("暂时无法登录", "This login is not available just now"),
    "openid_unreachable_body": (
        "{name}暂时没有响应。请稍后再试，或使用账号和密码；持续如此请告知管理员。",
        "There is no response from {name} just now. Please try again later, or use an account and a password; if it "
        "stays so, tell an administrator.",
    ),
    "openid_misconfigured_title": ("登录设置有误", "This login is not set up rightly"),
    "openid_misconfigured_body": (
        "工作台与{name}的设置不一致，请告知管理员，原因见服务日志。您仍可使用账号和密码。",
        "The settings here and those of {name} do not fit together. Please tell an administrator, who finds the reason "
        "in the log. An account and a password still work.",
    ),
    "openid_refused_title": ("未能确认身份", "This login could not be accepted"),
    "openid_refused_body": (
        "{name}的答复未通过核验。请重新登录；再次出现请告知管理员，原因见操作记录。",
        "The answer of {name} did not pass the checks. Please try again; if it happens again, tell an administrator, "
        "who finds the reason in the audit.",
    ),
    "openid_clock_title": ("时间不一致", "The clocks disagree"),
    "openid_clock_body": (
        "{name}与本服务的时钟相差过大，未能登录。请告知管理员校准时钟。",
        "The clocks of {name} and of this service are too far apart. Please ask an administrator to set them.",
    ),
}
