module palimpsest/conformance/typed

go 1.24

require (
	github.com/tencentcloud/tencentcloud-sdk-go v1.0.162
	palimpsest/conformance/plan v0.0.0
)

replace palimpsest/conformance/plan => ../plan
