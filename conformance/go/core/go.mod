module palimpsest/conformance/core

go 1.24

require (
	github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common v1.3.103
	palimpsest/conformance/plan v0.0.0
)

replace palimpsest/conformance/plan => ../plan
