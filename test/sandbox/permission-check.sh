key=${WHO_CAN_PUSH_KEY%%:*}
secret=$(printf %s "${WHO_CAN_PUSH_KEY#*:}" | openssl base64 -d -A | od -An -vtx1 | tr -d ' \n')
body='{"repository":"acme/web","branch":"main","actor":"repository-access-token"}'
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
signature=$(printf %s "$now.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$secret" | sed 's/.* //')
curl --silent --show-error --max-time 30 "$WHO_CAN_PUSH_URL" --data-binary "$body" \
  --header 'content-type: application/json' \
  --header "x-who-can-push-key: $key" \
  --header "x-webtrigger-timestamp: $now" \
  --header "x-webtrigger-signature: sha256=$signature"
