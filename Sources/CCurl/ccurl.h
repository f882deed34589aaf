// libcurl's easy interface. Its setters and getters are variadic, which Swift
// cannot call; here is one function for each type of argument that is used.
#ifndef LITHOSCOPE_CCURL_H
#define LITHOSCOPE_CCURL_H

#include <curl/curl.h>

// curl/curl.h ends with macros that wrap the setters in type checks; inside
// these functions the types are already right.
#undef curl_easy_setopt
#undef curl_easy_getinfo

typedef size_t (*ccurl_write_function)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_progress_function)(void *context, curl_off_t download_total, curl_off_t downloaded,
                                       curl_off_t upload_total, curl_off_t uploaded);

static inline CURLcode ccurl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode ccurl_set_long(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode ccurl_set_offset(CURL *curl, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode ccurl_set_string(CURL *curl, CURLoption option, const char *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode ccurl_set_pointer(CURL *curl, CURLoption option, void *value) {
  return curl_easy_setopt(curl, option, value);
}
static inline CURLcode ccurl_set_write_function(CURL *curl, ccurl_write_function function) {
  return curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, function);
}
static inline CURLcode ccurl_set_progress_function(CURL *curl, ccurl_progress_function function) {
  return curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, function);
}
static inline CURLcode ccurl_get_long(CURL *curl, CURLINFO info, long *value) {
  return curl_easy_getinfo(curl, info, value);
}
static inline CURLcode ccurl_get_offset(CURL *curl, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(curl, info, value);
}

// The protocols a transfer may use, for itself and where it is redirected;
// the option that takes names replaced the bit masks in 7.85.
static inline CURLcode ccurl_allow_protocols(CURL *curl, int plain_http, int follow) {
  CURLcode code;
#if LIBCURL_VERSION_NUM >= 0x075500
  code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, plain_http ? "http,https" : "https");
  if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
#else
  code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS,
                          (long)(CURLPROTO_HTTPS | (plain_http ? CURLPROTO_HTTP : 0)));
  if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS, (long)CURLPROTO_HTTPS);
#endif
  if (code == CURLE_OK) code = curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, (long)(follow ? 1 : 0));
  return code;
}

#endif
