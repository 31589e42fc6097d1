; Installs Tenantry for the current user: no administrator rights. Run from the repo's root by `make package-windows`:
;   makensis -NOCD -DVERSION=0.1.0 -DARCH=amd64 build/windows/installer.nsi
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!ifndef VERSION
  !error "give -DVERSION=x.y.z"
!endif
!ifndef ARCH
  !error "give -DARCH=amd64 or arm64"
!endif
!include MUI2.nsh
!include WinVer.nsh

Name "Tenantry"
BrandingText "Tenantry ${VERSION}"
OutFile "build\bin\Tenantry-${VERSION}-${ARCH}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Tenantry"
InstallDirRegKey HKCU "Software\Tenantry" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Tenantry"
VIAddVersionKey "FileDescription" "Tenantry set-up"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Copyright (c) 2026 the Tenantry authors"

!define MUI_ICON "build\windows\icon.ico"
!define MUI_UNICON "build\windows\icon.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\tenantry.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"

LangString OldWindows ${LANG_ENGLISH} "Tenantry needs Windows 10 or newer."
LangString OldWindows ${LANG_FRENCH} "Tenantry nécessite Windows 10 ou une version ultérieure."
LangString NoWebView ${LANG_ENGLISH} "Microsoft's WebView2 runtime is not installed. Tenantry's window needs it; the command line works without.$\r$\n$\r$\nOpen Microsoft's download page now?"
LangString NoWebView ${LANG_FRENCH} "Le composant WebView2 de Microsoft n'est pas installé. La fenêtre de Tenantry en a besoin ; la ligne de commande fonctionne sans lui.$\r$\n$\r$\nOuvrir maintenant la page de téléchargement de Microsoft ?"

LangString MyData ${LANG_ENGLISH} "Also remove my data?$\r$\n$\r$\nEvery profile goes with its keys: the cache, tags, drafts, and requests that were not sent. This can't be undone."
LangString MyData ${LANG_FRENCH} "Supprimer aussi mes données ?$\r$\n$\r$\nTous les profils disparaissent avec leurs clés : le cache, les étiquettes, les brouillons et les demandes non envoyées. C'est irréversible."
LangString DataStays ${LANG_ENGLISH} "Not all data could be removed. Close Tenantry, and try again, or keep the data."
LangString DataStays ${LANG_FRENCH} "Toutes les données n'ont pas pu être supprimées. Fermez Tenantry et réessayez, ou conservez les données."

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tenantry"
!define LINKS "Software\Classes\tenantry"
!define WEBVIEW "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(OldWindows)"
    Abort
  ${EndIf}
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  File "build\bin\windows-${ARCH}\tenantry.exe"
  File "LICENSE"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Tenantry.lnk" "$INSTDIR\tenantry.exe"

  WriteRegStr HKCU "Software\Tenantry" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Tenantry"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\tenantry.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Tenantry authors"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ; tenantry: links. What a link holds stands behind "--": whatever it breaks out of is no option.
  WriteRegStr HKCU "${LINKS}" "" "URL:Tenantry"
  WriteRegStr HKCU "${LINKS}" "URL Protocol" ""
  WriteRegStr HKCU "${LINKS}\DefaultIcon" "" '"$INSTDIR\tenantry.exe",0'
  WriteRegStr HKCU "${LINKS}\shell\open\command" "" '"$INSTDIR\tenantry.exe" -- "%1"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  ; The runtime is a part of Windows 11; it is registered for the machine (32-bit view) or for the user.
  SetRegView 32
  ReadRegStr $0 HKLM "SOFTWARE\${WEBVIEW}" "pv"
  SetRegView default
  ${If} $0 == ""
    ReadRegStr $0 HKCU "Software\${WEBVIEW}" "pv"
  ${EndIf}
  ${If} $0 == ""
  ${AndIfNot} ${Silent}
    ${If} ${Cmd} `MessageBox MB_YESNO|MB_ICONINFORMATION "$(NoWebView)" IDYES`
      ExecShell "open" "https://developer.microsoft.com/microsoft-edge/webview2/consumer/"
    ${EndIf}
  ${EndIf}
SectionEnd

; What Tenantry keeps of the user's (cache, notes, tags) lies in a folder of its own and stays, unless the user says
; otherwise: then the program itself removes it, because it knows where the keys are.
Section "Uninstall"
  ${If} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(MyData)" /SD IDNO IDYES`
    again:
    nsExec::Exec '"$INSTDIR\tenantry.exe" logout --wipe --all-profiles --yes'
    Pop $0
    ${If} $0 != 0
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(DataStays)" IDRETRY again
    ${Else}
      RMDir /r "$LOCALAPPDATA\Tenantry\logs"
      RMDir "$LOCALAPPDATA\Tenantry"
      RMDir /r "$LOCALAPPDATA\Tenantry window"
    ${EndIf}
  ${EndIf}
  Delete "$INSTDIR\tenantry.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Tenantry.lnk"
  DeleteRegKey HKCU "${LINKS}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Tenantry"
SectionEnd
