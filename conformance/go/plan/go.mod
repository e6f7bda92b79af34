module palimpsest/conformance/plan

go 1.24
